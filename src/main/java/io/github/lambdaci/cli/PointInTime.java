package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;

/** A time as users give it: so long ago, with its offset from UTC, or in this machine's time zone. */
interface PointInTime {
    /** The time, counted from now where it is one ago. */
    Instant at(Instant now);

    /** Reads times. */
    final class Converter implements ITypeConverter<PointInTime> {
        private final Supplier<ZoneId> zone;

        /** Asks for this machine's zone only where one is needed. */
        Converter(Supplier<ZoneId> zone) {
            this.zone = zone;
        }

        @Override
        public PointInTime convert(String value) {
            return ago(value)
                    .or(() -> fixed(value, text -> OffsetDateTime.parse(text).toInstant()))
                    .or(() -> fixed(
                            value,
                            text -> LocalDateTime.parse(text).atZone(zone.get()).toInstant()))
                    .or(() -> fixed(
                            value,
                            text -> LocalDate.parse(text)
                                    .atStartOfDay(zone.get())
                                    .toInstant()))
                    .orElseThrow(() -> new ProjectException(
                            "'" + value + "' is neither a duration nor a time",
                            "as in 30m, 2h, 7d, 2026-11-21T12:00Z, or 2026-11-21T12:00 in this machine's time zone ("
                                    + zone.get() + ")"));
        }

        private static Optional<PointInTime> ago(String value) {
            try {
                Duration ago = new Durations().convert(value);
                // CloudWatch Logs counts from 1970 on.
                return Optional.of(now -> {
                    Instant then = now.minus(ago);
                    return then.isBefore(Instant.EPOCH) ? Instant.EPOCH : then;
                });
            } catch (ProjectException e) {
                return Optional.empty();
            }
        }

        private static Optional<PointInTime> fixed(String value, Function<String, Instant> parser) {
            try {
                Instant time = parser.apply(value);
                return Optional.of(now -> time);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}

package io.github.lambdaci.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which lines of which logs.
 *
 * @param sources whose logs
 * @param from the time of the first line
 * @param until the time of the last line, if there is to be one
 * @param filter a filter pattern of CloudWatch Logs that lines must match, if not all are wanted
 */
public record LogQuery(List<LogSource> sources, Instant from, Optional<Instant> until, Optional<String> filter) {
    /** Takes a copy of the sources. */
    public LogQuery {
        sources = List.copyOf(sources);
    }

    /** All lines of a version from a time on. */
    public static LogQuery of(FunctionVersion version, Instant from) {
        return new LogQuery(List.of(LogSource.of(version)), from, Optional.empty(), Optional.empty());
    }
}

package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/** Reads durations such as {@code 2m}, {@code 1h30m}, {@code 30d} or {@code 500ms}. */
final class Durations implements ITypeConverter<Duration> {
    private static final Pattern FORM =
            Pattern.compile("(?=\\d)(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,9})ms)?");

    @Override
    public Duration convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new ProjectException("'" + value + "' is not a duration", "as in 30s, 2m or 1h30m");
        }
        return Duration.ofDays(number(matcher.group(1)))
                .plusHours(number(matcher.group(2)))
                .plusMinutes(number(matcher.group(3)))
                .plusSeconds(number(matcher.group(4)))
                .plusMillis(number(matcher.group(5)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}

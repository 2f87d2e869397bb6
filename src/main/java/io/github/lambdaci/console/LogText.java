package io.github.lambdaci.console;

import io.github.lambdaci.account.LogLine;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes what a function logged as lines for people. */
public final class LogText {
    // UTC everywhere, as in the lines themselves and in every console of AWS: times can be compared and pasted.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String FURTHER = "\n  ";

    private LogText() {}

    /** Time and message, without a line break at the end. */
    public static String of(LogLine line) {
        return TIME.format(line.time()) + "  " + message(line);
    }

    /** Time, version and message, without a line break at the end. */
    public static String withVersion(LogLine line) {
        return TIME.format(line.time()) + "  [" + line.version() + "]  " + message(line);
    }

    /** Runtimes write a return where a message that has several lines goes on. */
    private static String message(LogLine line) {
        return Arrays.stream(line.message().split("\\R|\r"))
                .map(StageLines::visible)
                .collect(Collectors.joining(FURTHER));
    }
}

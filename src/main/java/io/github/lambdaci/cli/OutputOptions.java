package io.github.lambdaci.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to show of a run. */
final class OutputOptions {
    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Result on stdout: the live version's ARN, or a JSON document. Default: text. "
                    + "[LAMBDA_CI_OUTPUT]")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(
            names = "--watch-log-stream",
            fallbackValue = "true",
            description = "Afterwards, show what the live version logs, until Ctrl-C. [WATCH_LOG_STREAM]")
    private boolean watch;

    @Option(
            names = "--watch-for",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Show it for so long, as in 30s, 2m or 1h. [WATCH_FOR]")
    private Optional<Duration> watchFor = Optional.empty();

    OutputFormat format() {
        return format;
    }

    boolean isWatching() {
        return watch || watchFor.isPresent();
    }

    Optional<Duration> watchFor() {
        return watchFor;
    }
}

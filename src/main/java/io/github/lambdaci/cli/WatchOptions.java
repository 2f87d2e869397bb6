package io.github.lambdaci.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether to show what the live version logs. */
final class WatchOptions {
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

    boolean isWatching() {
        return watch || watchFor.isPresent();
    }

    Optional<Duration> watchFor() {
        return watchFor;
    }
}

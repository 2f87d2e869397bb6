package io.github.lambdaci.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How commands that change a function take turns. */
final class LockOptions {
    @Option(
            names = "--lock-timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "10m",
            description = "How long to wait for another run that is changing this function; 0s: not at all. "
                    + "Default: 10m. [LAMBDA_CI_LOCK_TIMEOUT]")
    private Duration timeout = Duration.ofMinutes(10);

    Duration timeout() {
        return timeout;
    }
}

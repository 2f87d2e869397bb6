package io.github.lambdaci.cli;

import io.github.lambdaci.fleet.OnFailure;
import picocli.CommandLine.Option;

/** How a run goes about many functions. */
final class FleetOptions {
    @Option(
            names = "--parallelism",
            paramLabel = "NUMBER",
            converter = Count.class,
            defaultValue = "4",
            description = "How many functions are worked on at once. Default: 4. [LAMBDA_CI_PARALLELISM]")
    private int parallelism = 4;

    @Option(
            names = "--fail-fast",
            fallbackValue = "true",
            description = "Begin with no further function once one failed. [LAMBDA_CI_FAIL_FAST]")
    private boolean failFast;

    @Option(
            names = "--atomic",
            fallbackValue = "true",
            description =
                    "No alias moves before the new versions of all functions are ready and have passed their checks; "
                            + "those that moved go back if one fails then. [LAMBDA_CI_ATOMIC]")
    private boolean atomic;

    int parallelism() {
        return parallelism;
    }

    OnFailure onFailure() {
        if (atomic) {
            return OnFailure.HOLD_BACK;
        }
        return failFast ? OnFailure.STOP : OnFailure.GO_ON;
    }
}

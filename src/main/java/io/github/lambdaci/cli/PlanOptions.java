package io.github.lambdaci.cli;

import picocli.CommandLine.Option;

/** What a plan is for. */
final class PlanOptions {
    @Option(
            names = "--exit-code",
            fallbackValue = "true",
            description = "Exit with 4 if a run would change anything, with 0 if not. [LAMBDA_CI_EXIT_CODE]")
    private boolean exitCode;

    boolean exitCode() {
        return exitCode;
    }
}

package io.github.lambdaci.cli;

import picocli.CommandLine.Option;

/** What to show when something is wrong; the same for every command. */
@SuppressWarnings("UnusedVariable") // picocli and FailureHandler look at what was given, not at these fields.
final class DiagnosisOptions {
    static final String HELP = "--help";
    static final String STACKTRACE = "--stacktrace";

    @Option(names = "--verbose", fallbackValue = "true", description = "Log every request to AWS. [LAMBDA_CI_VERBOSE]")
    private boolean verbose;

    @Option(names = STACKTRACE, description = "Show where in lambda-ci an error arose.")
    private boolean stacktrace;

    @Option(names = HELP, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show lambda-ci's version.")
    private boolean version;

    boolean isVerbose() {
        return verbose;
    }
}

package io.github.lambdaci.cli;

import picocli.CommandLine.Option;

/** How the result is written. */
final class FormatOptions {
    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Result on stdout: as text (of a release, the live version's ARN), or as a JSON document. "
                    + "Default: text. [LAMBDA_CI_OUTPUT]")
    private OutputFormat format = OutputFormat.TEXT;

    OutputFormat format() {
        return format;
    }
}

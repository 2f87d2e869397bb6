package io.github.lambdaci.cli;

import io.github.lambdaci.report.Report;
import io.github.lambdaci.report.ReportFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What is left for the steps that follow. */
final class ReportOptions {
    @Option(
            names = "--summary-file",
            paramLabel = "FILE",
            description = "Append to FILE, in Markdown, what was done or what failed, as for $GITHUB_STEP_SUMMARY. "
                    + "[LAMBDA_CI_SUMMARY_FILE]")
    private Optional<Path> summary = Optional.empty();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Append to FILE lines such as LAMBDA_CI_VERSION=42 for the steps that follow, as for "
                    + "$GITHUB_OUTPUT or GitLab's dotenv reports. [LAMBDA_CI_ENV_FILE]")
    private Optional<Path> variables = Optional.empty();

    /** The files that were asked for. */
    List<ReportFile> files() {
        return Stream.of(
                        summary.map(path -> new ReportFile(Report.SUMMARY, "--summary-file", path)),
                        variables.map(path -> new ReportFile(Report.VARIABLES, "--env-file", path)))
                .flatMap(Optional::stream)
                .toList();
    }
}

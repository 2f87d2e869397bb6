package io.github.lambdaci.cli;

import io.github.lambdaci.report.Report;
import io.github.lambdaci.report.ReportFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What only a release leaves for the steps that follow. */
final class ReleaseReportOptions {
    @Option(
            names = "--junit-file",
            paramLabel = "FILE",
            description = "Write the stages to FILE as test cases in JUnit's XML, which CI services show. "
                    + "[LAMBDA_CI_JUNIT_FILE]")
    private Optional<Path> stages = Optional.empty();

    @Option(
            names = "--cfn-parameters",
            paramLabel = "FILE",
            description =
                    "Write to FILE, as CloudFormation's parameters in JSON, which objects in S3 hold the code and "
                            + "the layer's dependencies. [LAMBDA_CI_CFN_PARAMETERS]")
    private Optional<Path> parameters = Optional.empty();

    /** The files that were asked for. */
    List<ReportFile> files() {
        return Stream.of(
                        stages.map(path -> new ReportFile(Report.STAGES, "--junit-file", path)),
                        parameters.map(path -> new ReportFile(Report.PARAMETERS, "--cfn-parameters", path)))
                .flatMap(Optional::stream)
                .toList();
    }
}

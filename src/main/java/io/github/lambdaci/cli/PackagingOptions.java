package io.github.lambdaci.cli;

import io.github.lambdaci.project.Packaging;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the project becomes a package. */
final class PackagingOptions {
    @Option(
            names = "--package-manager",
            paramLabel = "NAME",
            description =
                    "pip, uv, poetry, pipenv, pyproject, npm, yarn, yarn-berry or pnpm. Default: told from the lock "
                            + "file and the descriptor. [LAMBDA_CI_PACKAGE_MANAGER]")
    private Optional<String> packageManager = Optional.empty();

    @Option(
            names = "--build-command",
            paramLabel = "COMMAND",
            description =
                    "Command that leaves the finished package in dist/ (ARTIFACTS_DIR); it is run in the project, "
                            + "by the builder. That is the function's code then. [LAMBDA_CI_BUILD_COMMAND]")
    private Optional<String> buildCommand = Optional.empty();

    @Option(
            names = "--deps-in-code",
            fallbackValue = "true",
            description = "Put the dependencies into the function's zip, for a function that may have no layer. "
                    + "[LAMBDA_CI_DEPS_IN_CODE]")
    private boolean dependenciesInCode;

    @Option(
            names = "--slim",
            fallbackValue = "true",
            description =
                    "Remove from the dependencies what no import needs: tests, type stubs, byte code, debug symbols. "
                            + "[LAMBDA_CI_SLIM]")
    private boolean slim;

    @Option(
            names = "--omit",
            paramLabel = "NAME",
            split = ",",
            description = "Packages to leave out because the runtime has them, as in boto3,botocore or '@aws-sdk/*'. "
                    + "Can be repeated. [LAMBDA_CI_OMIT]")
    private List<String> omitted = List.of();

    @Option(
            names = "--size-report",
            fallbackValue = "true",
            description = "Show the largest packages and files even where there is room left. [LAMBDA_CI_SIZE_REPORT]")
    private boolean sizeReport;

    Packaging toPackaging() {
        return new Packaging(packageManager, buildCommand, dependenciesInCode, slim, omitted, sizeReport);
    }
}

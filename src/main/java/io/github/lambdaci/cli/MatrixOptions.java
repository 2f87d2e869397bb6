package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.fleet.BuildSettings;
import io.github.lambdaci.fleet.Matrix;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** For how many builds, and of which service, functions are spread. */
final class MatrixOptions {
    @Option(
            names = "--builds",
            paramLabel = "NUMBER",
            converter = Count.class,
            defaultValue = "4",
            description = "Over how many builds the functions are spread at most. Default: 4. [LAMBDA_CI_BUILDS]")
    private int builds = 4;

    @Option(
            names = "--for",
            paramLabel = "codebuild|github",
            defaultValue = "codebuild",
            description =
                    "What runs the builds: a batch of CodeBuild, whose buildspec is written, or a matrix of GitHub "
                            + "Actions. Default: codebuild. [LAMBDA_CI_MATRIX_FOR]")
    private Service service = Service.CODEBUILD;

    @Option(
            names = "--buildspec",
            paramLabel = "FILE",
            defaultValue = "buildspec.yml",
            description = "Buildspec in the repository that each build of a batch runs. Default: buildspec.yml. "
                    + "[LAMBDA_CI_BUILDSPEC]")
    private String buildspec = "buildspec.yml";

    /** What runs builds. */
    enum Service {
        /** As many as BatchGetBuilds tells of in one call; nothing says how many a batch may have. */
        CODEBUILD(100),
        /** A matrix has at most 256 jobs (GitHub Docs, "Running variations of jobs in a workflow"). */
        GITHUB(256);

        private final int most;

        Service(int most) {
            this.most = most;
        }
    }

    int builds() {
        if (builds > service.most) {
            throw new ProjectException(
                    "--builds " + builds + " is more than "
                            + (service == Service.CODEBUILD ? "a batch of CodeBuild" : "a matrix of GitHub Actions")
                            + " can have",
                    "at most " + service.most);
        }
        return builds;
    }

    /** Writes what the service reads. */
    Function<Matrix, String> writer(ResultTexts texts, BuildSettings settings) {
        return switch (service) {
            case CODEBUILD -> matrix -> texts.buildspec(matrix, settings);
            case GITHUB -> matrix -> texts.strategy(matrix, settings);
        };
    }

    String buildspec() {
        return buildspec;
    }
}

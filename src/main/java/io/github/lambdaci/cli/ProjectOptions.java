package io.github.lambdaci.cli;

import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.ShippingRules;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to ship. */
final class ProjectOptions {
    @Option(
            names = "--function-runtime",
            paramLabel = "RUNTIME",
            description = "Runtime that the function is expected to have, as in python3.13. Otherwise it is read from "
                    + "the function. [FUNCTION_RUNTIME]")
    private Optional<LambdaRuntime> runtime = Optional.empty();

    @Option(
            names = "--app-src-path",
            paramLabel = "PATH",
            description = "Folder with the function's code. Default: the current folder. [APP_SRC_PATH]")
    private Optional<Path> sourcePath = Optional.empty();

    @Option(
            names = "--app-packages-descriptor-path",
            paramLabel = "PATH",
            description =
                    "File that names the dependencies, in the current folder or below the code. Default: "
                            + "requirements.txt, pyproject.toml or Pipfile for Python, package.json for Node.js. [APP_PACKAGES_DESCRIPTOR_PATH]")
    private Optional<Path> descriptorPath = Optional.empty();

    @Option(
            names = "--source-version",
            paramLabel = "VERSION",
            description = "Version of the sources, as in a commit or a tag. Default: what CodeBuild or GitHub Actions "
                    + "say, else git's HEAD. [SOURCE_VERSION]")
    private Optional<SourceVersion> sourceVersion = Optional.empty();

    LambdaProject toProject(
            LambdaProject.Target target, SourceVersion defaultVersion, ShippingRules rules, Packaging packaging) {
        return new LambdaProject(
                target,
                SourceTree.of(sourcePath(), rules),
                descriptorPath,
                sourceVersion.orElse(defaultVersion),
                runtime,
                packaging);
    }

    Optional<SourceVersion> sourceVersion() {
        return sourceVersion;
    }

    Path sourcePath() {
        return sourcePath.orElse(Path.of("."));
    }

    /** Whether the code or its dependencies were named, and are not just taken where they usually are. */
    boolean namesSources() {
        return sourcePath.isPresent() || descriptorPath.isPresent();
    }
}

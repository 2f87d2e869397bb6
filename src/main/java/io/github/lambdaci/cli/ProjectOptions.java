package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.ShippingRules;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to ship, and where to. */
final class ProjectOptions {
    @Option(
            names = "--app-s3-bucket",
            paramLabel = "NAME",
            converter = Names.Bucket.class,
            description = "S3 bucket for the artifacts. Required. [APP_S3_BUCKET]")
    private Optional<String> bucket = Optional.empty();

    @Option(
            names = "--function-name",
            paramLabel = "NAME",
            converter = Names.Function.class,
            description = "Name of the function, which must exist. Required. [FUNCTION_NAME]")
    private Optional<String> function = Optional.empty();

    @Option(
            names = "--function-runtime",
            paramLabel = "RUNTIME",
            description = "Runtime that the function is expected to have, as in python3.13. Otherwise it is read from "
                    + "the function. [FUNCTION_RUNTIME]")
    private Optional<LambdaRuntime> runtime = Optional.empty();

    @Option(
            names = "--function-alias-name",
            paramLabel = "NAME",
            converter = Names.Alias.class,
            defaultValue = "latest",
            description = "Alias that takes the live traffic; created if it does not exist. Default: latest. "
                    + "[FUNCTION_ALIAS_NAME]")
    private String alias = "latest";

    @Option(
            names = "--function-layer-name",
            paramLabel = "NAME",
            converter = Names.Layer.class,
            description = "Layer for the dependencies. Default: the function's name and -deps. [FUNCTION_LAYER_NAME]")
    private Optional<String> layer = Optional.empty();

    @Option(
            names = "--app-src-path",
            paramLabel = "PATH",
            defaultValue = ".",
            description = "Folder with the function's code. Default: the current folder. [APP_SRC_PATH]")
    private Path sourcePath = Path.of(".");

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
            boolean isForSandbox, SourceVersion defaultVersion, ShippingRules rules, Packaging packaging) {
        SourceTree sources = SourceTree.of(sourcePath, rules);
        if (!isForSandbox) {
            requireNames();
        }
        String name = function.orElseGet(() -> SandboxNames.function(sourcePath));
        LambdaProject.Target target =
                new LambdaProject.Target(bucket.orElse(SandboxNames.BUCKET), name, alias, layer.orElse(name + "-deps"));
        return new LambdaProject(
                target, sources, descriptorPath, sourceVersion.orElse(defaultVersion), runtime, packaging);
    }

    Optional<SourceVersion> sourceVersion() {
        return sourceVersion;
    }

    Path sourcePath() {
        return sourcePath;
    }

    private void requireNames() {
        List<String> missing = new ArrayList<>();
        if (bucket.isEmpty()) {
            missing.add("--app-s3-bucket");
        }
        if (function.isEmpty()) {
            missing.add("--function-name");
        }
        if (!missing.isEmpty()) {
            throw new ProjectException(
                    String.join(" and ", missing) + (missing.size() == 1 ? " is missing" : " are missing"),
                    "give " + (missing.size() == 1 ? "it" : "them") + " as an option or set "
                            + String.join(
                                    " and ",
                                    missing.stream()
                                            .map(ProjectOptions::variable)
                                            .toList())
                            + "\nto try lambda-ci without an AWS account: lambda-ci --sandbox");
        }
    }

    private static String variable(String option) {
        return option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}

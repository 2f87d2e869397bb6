package io.github.lambdaci.cli;

import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.LocalRuntime;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.project.SourceVersions;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lambda-ci}: ships one function. */
@Command(
        name = "lambda-ci",
        description = {
            "Ships the code and the dependencies of an AWS Lambda function in five stages: check, bundle, upload, "
                    + "deploy, publish. What did not change is not done again, and the alias moves last: until then "
                    + "live traffic is untouched.",
            "",
            "Options are also taken from the [VARIABLES] named with them; the command line wins."
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci --app-s3-bucket artifacts --function-name orders",
            "  lambda-ci --sandbox --app-src-path examples/hello-python/src \\",
            "      --app-packages-descriptor-path examples/hello-python/requirements.txt",
            "  APP_S3_BUCKET=artifacts FUNCTION_NAME=orders lambda-ci --output json",
            "",
            "Exit codes:",
            "    0  done, or nothing to do",
            "    1  a stage failed",
            "    2  wrong command line or project",
            "    3  the new version failed its check; live traffic is on the old one",
            "   70  a bug in lambda-ci",
            "  130  interrupted; the same command can be run again"
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class LambdaCiCommand implements Callable<Integer> {
    private final Launcher launcher;
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private PackagingOptions packaging = new PackagingOptions();

    @Mixin
    private BuildOptions build = new BuildOptions();

    @Mixin
    private SecretOptions secrets = new SecretOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    LambdaCiCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Session session = launcher.open(request())) {
            Release release = session.ship();
            surroundings.out().println(result(release));
            // Before the logs are followed, so that whoever reads it need not wait for their end.
            surroundings.out().flush();
            if (output.isWatching()) {
                session.watch(release, output.watchFor());
            }
            return ExitCode.DONE.number();
        }
    }

    private ShipRequest request() {
        List<String> warnings = new ArrayList<>();
        LambdaProject shipped = project.toProject(
                target.sandbox().isPresent(), sourceVersion(warnings), sources.toRules(), packaging.toPackaging());
        return new ShipRequest(
                shipped,
                target.toAws(),
                build.toBuild(
                        surroundings.environment(), secrets, target.sandbox().isPresent()),
                target.sandbox()
                        .map(folder -> new ShipRequest.Sandbox(
                                folder,
                                runtime(shipped),
                                SandboxNames.handler(
                                        runtime(shipped), shipped.sources().root()))),
                warnings,
                diagnosis.isVerbose());
    }

    private SourceVersion sourceVersion(List<String> warnings) {
        Optional<SourceVersion> given = project.sourceVersion();
        if (given.isPresent()) {
            return given.get();
        }
        SourceVersions.Found found = new SourceVersions(surroundings.environment(), surroundings.clock())
                .of(project.sourcePath(), sources.includedPaths());
        if (found.generated()) {
            warnings.add("there is no commit to name this release after, so it is called " + found.version()
                    + "; --source-version gives it a name that can be traced");
        }
        return found.version();
    }

    private static LambdaRuntime runtime(LambdaProject shipped) {
        return shipped.runtime()
                .orElseGet(() -> LocalRuntime.of(
                        shipped.descriptorPath(), shipped.sources().root()));
    }

    private String result(Release release) {
        return switch (output.format()) {
            case TEXT -> release.live().versionArn();
            case JSON -> launcher.json(release);
        };
    }
}

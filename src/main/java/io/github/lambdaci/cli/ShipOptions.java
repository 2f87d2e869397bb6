package io.github.lambdaci.cli;

import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.LocalRuntime;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.project.SourceVersions;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;

/** Everything that says what is to be shipped, how and where. */
final class ShipOptions {
    @Mixin
    private FunctionOptions function = new FunctionOptions();

    @Mixin
    private ArtifactOptions artifacts = new ArtifactOptions();

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
    private RolloutOptions rollout = new RolloutOptions();

    @Mixin
    private NotifyOptions notify = new NotifyOptions();

    @Mixin
    private AnnounceOptions announce = new AnnounceOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // Looked at before the command is run.
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private LockOptions lock = new LockOptions();

    /** The options that most runs are given none besides. */
    Stream<Object> usual() {
        return Stream.of(function, artifacts, project, build, target);
    }

    /** What is asked to be shipped, for a command that writes no files. */
    ShipRequest toRequest(Surroundings surroundings, DiagnosisOptions diagnosis) {
        return toRequest(surroundings, diagnosis, Reports.NONE);
    }

    /**
     * What is asked to be shipped.
     *
     * @param reports files that the command writes, which are no part of it
     */
    ShipRequest toRequest(Surroundings surroundings, DiagnosisOptions diagnosis, Reports reports) {
        List<String> warnings = new ArrayList<>();
        if (announce.isAnnouncing()) {
            rollout.refuseUnlessLive(AnnounceOptions.TOPIC);
        }
        LambdaProject.Target names = names();
        LambdaProject shipped = project.toProject(
                names,
                sourceVersion(surroundings, warnings),
                sources.toRules(reports.paths()),
                packaging.toPackaging());
        return new ShipRequest(
                shipped,
                rollout.toRollout(target.timeout(), announce.isAnnouncing() || reports.isLocating()),
                target.toAws(lock),
                build.toBuild(
                        surroundings.environment(), secrets, target.sandbox().isPresent()),
                target.sandbox().map(folder -> new ShipRequest.Sandbox(folder, Optional.of(definition(shipped)))),
                notify.recipients(),
                announce.request(),
                warnings,
                diagnosis.isVerbose(),
                Optional.empty());
    }

    /** The folders and files that it is made of: the sources, what is included, the descriptor and what that names. */
    List<Path> places() {
        List<Path> places = new ArrayList<>(sources.includedPaths());
        places.add(project.sourcePath());
        LambdaProject shipped = project.toProject(
                names(), new SourceVersion("none"), sources.toRules(Set.of()), packaging.toPackaging());
        shipped.descriptor(runtime(shipped)).ifPresent(descriptor -> {
            places.add(descriptor.file());
            descriptor.inputs().forEach(input -> places.add(input.file()));
        });
        return places;
    }

    /** Whether the code or its dependencies were named, and are not just taken where they usually are. */
    boolean namesSources() {
        return project.namesSources();
    }

    /** Whether somebody else deploys it. */
    boolean isWithoutDeploy() {
        return rollout.isWithoutDeploy();
    }

    /** The account that it is about. */
    AccountRequest toAccount(DiagnosisOptions diagnosis) {
        return target.toAccount(diagnosis);
    }

    /** Names in AWS; for the sandbox they need not be given. */
    LambdaProject.Target names() {
        if (target.sandbox().isEmpty()) {
            requireNames();
        }
        String name = function.given().orElseGet(() -> SandboxNames.function(project.sourcePath()));
        return new LambdaProject.Target(
                artifacts.given().orElse(SandboxNames.BUCKET), name, function.alias(), artifacts.layer(name));
    }

    private void requireNames() {
        List<String> missing = new ArrayList<>();
        if (artifacts.given().isEmpty()) {
            missing.add("--app-s3-bucket");
        }
        if (function.given().isEmpty()) {
            missing.add("--function-name");
        }
        if (!missing.isEmpty()) {
            throw RequiredOptions.missing(missing, "\nto try lambda-ci without an AWS account: lambda-ci --sandbox");
        }
    }

    private SourceVersion sourceVersion(Surroundings surroundings, List<String> warnings) {
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

    private static ShipRequest.Definition definition(LambdaProject shipped) {
        LambdaRuntime runtime = runtime(shipped);
        return new ShipRequest.Definition(
                runtime, SandboxNames.handler(runtime, shipped.sources().root()));
    }

    private static LambdaRuntime runtime(LambdaProject shipped) {
        return shipped.runtime()
                .orElseGet(() -> LocalRuntime.of(
                        shipped.descriptorPath(), shipped.sources().root()));
    }
}

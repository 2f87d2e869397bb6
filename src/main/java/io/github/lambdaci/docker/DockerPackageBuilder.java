package io.github.lambdaci.docker;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.BuildOutput;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.InstallFailure;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Builds packages and code in a container of Lambda's own platform.
 *
 * <p>No folder is mounted: input and packages go through the engine's API, so that the engine can be anywhere.
 */
public final class DockerPackageBuilder implements PackageBuilder {
    private final DockerEngine engine;
    private final BuildImages images;
    private final ContainerOptions options;
    private final BuildEnvironment environment;
    private final BuildLog log;

    /** A builder that uses an engine, once there is something to build. */
    public DockerPackageBuilder(
            DockerEngine engine,
            BuildImages images,
            ContainerOptions options,
            BuildEnvironment environment,
            BuildLog log) {
        this.engine = engine;
        this.images = images;
        this.options = options;
        this.environment = environment;
        this.log = log;
    }

    @Override
    public Toolchain toolchain(PackageBuild build) {
        return new Toolchain(
                "docker", images.reference(build.runtime(), build.architecture()), build.command(Place.CONTAINER));
    }

    @Override
    public Toolchain toolchain(CommandBuild build) {
        return new Toolchain(
                "docker",
                images.reference(build.runtime(), build.architecture()),
                build.command().words());
    }

    @Override
    public void build(PackageBuild build, Path layer) {
        run(build.runtime(), build.architecture(), (image, ready, equipment) -> {
            BuildContainer container = BuildContainer.of(build, image, ready, equipment);
            return new Work(container, BuildInput.of(build), layer, build.packagesIn(layer), attempt(build, container));
        });
        build.removeLeftovers(layer);
    }

    @Override
    public void build(CommandBuild build, Path folder) {
        run(build.runtime(), build.architecture(), (image, ready, equipment) -> {
            BuildContainer container = BuildContainer.of(build, image, ready, equipment);
            return new Work(
                    container, BuildInput.of(build), folder, build.packageIn(folder), attempt(build, container));
        });
    }

    /**
     * What is done in a container.
     *
     * @param input what goes in
     * @param folder a private folder, through which the input passes
     * @param target where the output goes
     * @param attempt how a failure is told
     */
    private record Work(
            BuildContainer container, BuildInput input, Path folder, Path target, InstallFailure.Attempt attempt) {}

    /** Describes the work, once it is known what the container has. */
    private interface Plan {
        Work in(String image, BuildEnvironment ready, Equipment equipment);
    }

    private void run(LambdaRuntime runtime, Architecture architecture, Plan plan) {
        String image = images.reference(runtime, architecture);
        try (DockerConnection connection = DockerConnection.open(engine.endpoint())) {
            connection.platform().refuseUnlessRuns(architecture, image);
            String user = new BuildImage(connection.client(), new RegistryCredentials(engine.environment()), log)
                    .ensure(image, "linux/" + architecture.dockerName(), options.pull());
            BuildEnvironment ready = environment.loggedIn(runtime.language());
            Optional<String> cache = ready.caching()
                    ? Optional.of(CacheVolume.name(runtime, architecture, image, user))
                    : Optional.empty();
            Work work = plan.in(image, ready, equipment(cache, ready));
            try (ContainerRun run = ContainerRun.create(connection.client(), work.container())) {
                copyIn(work, run, ready);
                BuildOutput output = new BuildOutput(ready, log);
                int status = run.run(ready.secrets(), output::line);
                if (status != 0) {
                    throw output.failure(work.attempt(), status);
                }
                run.copyOut(work.container().output(), work.target());
            }
        }
    }

    private Equipment equipment(Optional<String> cache, BuildEnvironment ready) {
        return new Equipment(
                ready.network(),
                cache,
                !ready.secrets().isEmpty(),
                options.sshAgent().map(socket -> engine.endpoint().socketForContainers(socket)));
    }

    /** Passes through a folder that is private and on the disk that TMPDIR names: settings can be secret. */
    private static void copyIn(Work work, ContainerRun run, BuildEnvironment environment) {
        try {
            Path tar = Files.createTempFile(work.folder(), ".input-", ".tar");
            try {
                InputArchive.write(tar, work.input(), environment);
                run.copyIn(tar);
            } finally {
                Files.deleteIfExists(tar);
            }
        } catch (IOException e) {
            throw WorkspaceException.of("packing the input of the build", e);
        }
    }

    private static InstallFailure.Attempt attempt(PackageBuild build, BuildContainer container) {
        return InstallFailure.Attempt.of(
                build,
                container.command(),
                place(container),
                "pip found no '%1$s' for " + build.runtime()
                        + ": check its name and version; a private index is named with --build-env"
                        + " PIP_INDEX_URL, --codeartifact or in pip.conf");
    }

    private static InstallFailure.Attempt attempt(CommandBuild build, BuildContainer container) {
        return InstallFailure.Attempt.of(
                build, place(container), "the image must hold '%1$s': --build-docker-repo, --build-docker-image");
    }

    private static String place(BuildContainer container) {
        return "in image " + container.image();
    }
}

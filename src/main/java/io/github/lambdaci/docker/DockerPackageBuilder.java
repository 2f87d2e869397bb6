package io.github.lambdaci.docker;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.pipeline.BuildEnvironment;
import io.github.lambdaci.pipeline.BuildOutput;
import io.github.lambdaci.pipeline.InstallFailure;
import io.github.lambdaci.pipeline.PackageBuild;
import io.github.lambdaci.pipeline.PackageBuilder;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Builds packages in a container of Lambda's own platform.
 *
 * <p>No folder is mounted: input and packages go through the engine's API, so that the engine can be anywhere.
 */
public final class DockerPackageBuilder implements PackageBuilder {
    private final DockerEngine engine;
    private final BuildImages images;
    private final ContainerOptions options;
    private final BuildEnvironment environment;
    private final PipelineLog log;

    /** A builder that uses an engine, once there is something to build. */
    public DockerPackageBuilder(
            DockerEngine engine,
            BuildImages images,
            ContainerOptions options,
            BuildEnvironment environment,
            PipelineLog log) {
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
    public void build(PackageBuild build, Path layer) {
        String image = images.reference(build.runtime(), build.architecture());
        try (DockerConnection connection = DockerConnection.open(engine.endpoint())) {
            connection.platform().refuseUnlessRuns(build.architecture(), image);
            String user = new BuildImage(connection.client(), new RegistryCredentials(engine.environment()), log)
                    .ensure(image, "linux/" + build.architecture().dockerName(), options.pull());
            BuildEnvironment ready = environment.loggedIn(build.runtime().language());
            Optional<String> cache =
                    ready.caching() ? Optional.of(CacheVolume.name(build, image, user)) : Optional.empty();
            BuildContainer container = BuildContainer.of(build, image, ready, equipment(cache, ready));
            try (ContainerRun run = ContainerRun.create(connection.client(), container)) {
                copyIn(build, run, layer, ready);
                install(build, container, run, ready);
                run.copyOut(container.output(), build.packagesIn(layer));
                build.removeLeftovers(layer);
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

    /** Passes through the layer's folder, which is private and on the disk that TMPDIR names: settings can be secret. */
    private static void copyIn(PackageBuild build, ContainerRun run, Path layer, BuildEnvironment environment) {
        try {
            Path tar = Files.createTempFile(layer, ".input-", ".tar");
            try {
                InputArchive.write(tar, build.descriptor(), environment);
                run.copyIn(tar);
            } finally {
                Files.deleteIfExists(tar);
            }
        } catch (IOException e) {
            throw WorkspaceException.of("packing the input of the build", e);
        }
    }

    private void install(PackageBuild build, BuildContainer container, ContainerRun run, BuildEnvironment environment) {
        BuildOutput output = new BuildOutput(environment, log);
        int status = run.run(environment.secrets(), output::line);
        if (status != 0) {
            throw output.failure(
                    new InstallFailure.Attempt(
                            build,
                            container.command(),
                            "in image " + container.image(),
                            "pip found no '%1$s' for " + build.runtime()
                                    + ": check its name and version; a private index is named with --build-env"
                                    + " PIP_INDEX_URL, --codeartifact or in pip.conf"),
                    status);
        }
    }
}

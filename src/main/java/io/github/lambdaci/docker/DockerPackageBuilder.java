package io.github.lambdaci.docker;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.pipeline.BuildEnvironment;
import io.github.lambdaci.pipeline.BuildOutput;
import io.github.lambdaci.pipeline.CommandBuild;
import io.github.lambdaci.pipeline.InstallFailure;
import io.github.lambdaci.pipeline.PackageBuild;
import io.github.lambdaci.pipeline.PackageBuilder;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Builds packages and code in a container of Lambda's own platform.
 *
 * <p>Nothing is mounted: input and packages go through the engine's API, so that the engine can be anywhere.
 */
public final class DockerPackageBuilder implements PackageBuilder {
    private final DockerEngine engine;
    private final BuildImages images;
    private final BuildEnvironment environment;
    private final PipelineLog log;

    /** A builder that uses an engine, once there is something to build. */
    public DockerPackageBuilder(
            DockerEngine engine, BuildImages images, BuildEnvironment environment, PipelineLog log) {
        this.engine = engine;
        this.images = images;
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
        String image = images.reference(build.runtime(), build.architecture());
        BuildContainer container = BuildContainer.of(build, image, environment);
        run(container, BuildInput.of(build), layer, build.packagesIn(layer), attempt(build, container));
        build.removeLeftovers(layer);
    }

    @Override
    public void build(CommandBuild build, Path folder) {
        String image = images.reference(build.runtime(), build.architecture());
        BuildContainer container = BuildContainer.of(build, image, environment);
        run(container, BuildInput.of(build), folder, build.packageIn(folder), attempt(build, container));
    }

    private void run(
            BuildContainer container, BuildInput input, Path work, Path target, InstallFailure.Attempt attempt) {
        try (DockerConnection connection = DockerConnection.open(engine.endpoint())) {
            new BuildImage(connection.client(), new RegistryCredentials(engine.environment()), log)
                    .ensure(container.image(), container.platform());
            try (ContainerRun run = ContainerRun.create(connection.client(), container)) {
                copyIn(input, run, work);
                BuildOutput output = new BuildOutput(environment, log);
                int status = run.run(output::line);
                if (status != 0) {
                    throw output.failure(attempt, status);
                }
                run.copyOut(container.output(), target);
            }
        }
    }

    /** Passes through a folder that is private and on the disk that TMPDIR names: settings can be secret. */
    private void copyIn(BuildInput input, ContainerRun run, Path work) {
        try {
            Path tar = Files.createTempFile(work, ".input-", ".tar");
            try {
                InputArchive.write(tar, input, environment);
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
                        + " PIP_INDEX_URL or in pip.conf");
    }

    private static InstallFailure.Attempt attempt(CommandBuild build, BuildContainer container) {
        return InstallFailure.Attempt.of(
                build, place(container), "the image must hold '%1$s': --build-docker-repo, --build-docker-image");
    }

    private static String place(BuildContainer container) {
        return "in image " + container.image();
    }
}

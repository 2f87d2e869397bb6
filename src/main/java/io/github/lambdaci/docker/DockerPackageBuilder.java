package io.github.lambdaci.docker;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.build.PreparedBuild;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.nio.file.Path;

/**
 * Builds packages and code in a container of Lambda's own platform.
 *
 * <p>No folder is mounted: input and packages go through the engine's API, so that the engine can be anywhere.
 */
public final class DockerPackageBuilder implements PackageBuilder, AutoCloseable {
    private final BuildImages images;
    private final Workshop workshop;

    /** A builder that uses an engine, once there is something to build. */
    public DockerPackageBuilder(
            DockerEngine engine,
            BuildImages images,
            ContainerOptions options,
            BuildEnvironment environment,
            BuildLog log) {
        this.images = images;
        this.workshop = new Workshop(engine, images, options, environment, log, new BuildContainers(engine, log));
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
    public PreparedBuild prepare(PackageBuild build, Path layer) {
        return ContainerBuild.begin(workshop, new BuildJob.Packages(build, layer));
    }

    @Override
    public void build(PackageBuild build, Path layer) {
        run(new BuildJob.Packages(build, layer));
    }

    @Override
    public void build(CommandBuild build, Path folder) {
        run(new BuildJob.Command(build, folder));
    }

    private void run(BuildJob job) {
        try (ContainerBuild container = ContainerBuild.begin(workshop, job)) {
            container.run();
        }
    }

    /** Waits for the containers of builds that have ended to be gone. */
    @Override
    public void close() {
        workshop.containers().close();
    }
}

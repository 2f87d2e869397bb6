package io.github.lambdaci.build;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.project.Toolchain;
import java.nio.file.Path;

/** Builds dependencies and code as Lambda runs them. */
public interface PackageBuilder {
    /** What would build these packages; nothing is started or pulled to find out. */
    Toolchain toolchain(PackageBuild build);

    /**
     * Builds packages.
     *
     * @param layer an empty folder, in which the content of the layer is put
     * @throws BuildException if they cannot be built
     */
    void build(PackageBuild build, Path layer);

    /**
     * Begins to make ready for a build that is probably needed; nothing is pulled for it, and nothing told. Whoever builds
     * without such means makes nothing.
     *
     * @param layer an empty folder, in which the content of the layer is put if the build is run
     */
    default PreparedBuild prepare(PackageBuild build, Path layer) {
        return () -> build(build, layer);
    }

    /** What would run this command; nothing is started or pulled to find out. */
    Toolchain toolchain(CommandBuild build);

    /**
     * Runs a build command on a copy of the project.
     *
     * @param folder an empty folder; what the command left is then in {@link CommandBuild#packageIn}, which is not there
     *     if it left no folder
     * @throws BuildException if the command fails
     */
    void build(CommandBuild build, Path folder);
}

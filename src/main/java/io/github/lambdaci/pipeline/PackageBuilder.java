package io.github.lambdaci.pipeline;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.project.Toolchain;
import java.nio.file.Path;

/** Builds the dependencies as Lambda runs them. */
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
}

package io.github.lambdaci.pipeline;

import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.util.List;

/**
 * Packages to build.
 *
 * @param descriptor what names them
 * @param runtime the runtime that they are for
 * @param architecture the architecture that they are for
 */
public record PackageBuild(Descriptor descriptor, LambdaRuntime runtime, Architecture architecture) {
    /** The install command, which is run in the descriptor's folder. */
    public List<String> command(Place place) {
        return descriptor.manager().command(place, runtime, architecture, descriptor.fileName(), descriptor.siblings());
    }
}

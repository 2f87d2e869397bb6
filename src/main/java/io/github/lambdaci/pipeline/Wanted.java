package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.project.Toolchain;
import java.util.Optional;

/**
 * The dependencies that a project wants.
 *
 * @param build how they are built
 * @param toolchain what builds them
 * @param fingerprint the fingerprint of what goes into them
 * @param published the layer version that holds them, if there is one already
 * @param descriptorCached whether the cached descriptor is the same
 */
public record Wanted(
        PackageBuild build,
        Toolchain toolchain,
        Sha256 fingerprint,
        Optional<LayerVersionArn> published,
        boolean descriptorCached) {
    /** Whether a version of the function has them. */
    public boolean areIn(FunctionVersion version) {
        return published.filter(version.layers()::contains).isPresent();
    }
}

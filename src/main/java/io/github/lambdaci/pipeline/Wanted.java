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
 * @param recipe how they are made; nothing if they are only copied from where they are live already
 * @param fingerprint the fingerprint of what goes into them
 * @param published the layer version that holds them, if there is one already
 * @param uncached the descriptor that is to be cached, unless it is
 */
public record Wanted(
        Optional<Recipe> recipe,
        Sha256 fingerprint,
        Optional<LayerVersionArn> published,
        Optional<NewDescriptor> uncached) {
    /** How they are built, if they are made here. */
    public PackageBuild build() {
        return recipe.orElseThrow().build();
    }

    /** What builds them, if they are made here. */
    Toolchain toolchain() {
        return recipe.orElseThrow().toolchain();
    }

    /** Whether the cached descriptor is the same. */
    public boolean descriptorCached() {
        return uncached.isEmpty();
    }

    /** Whether a version of the function has them. */
    public boolean areIn(FunctionVersion version) {
        return published.filter(version.layers()::contains).isPresent();
    }
}

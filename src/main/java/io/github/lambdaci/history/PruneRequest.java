package io.github.lambdaci.history;

import io.github.lambdaci.artifact.ArtifactKeys;
import java.time.Instant;

/**
 * What is to be removed.
 *
 * @param keys the keys of the function's artifacts
 * @param layer the name of the layer with its dependencies
 * @param keepVersions how many of the newest versions stay in any case
 * @param keepPackagesSince packages that were stored since then stay in any case
 * @param mode whether anything is removed
 */
public record PruneRequest(ArtifactKeys keys, String layer, int keepVersions, Instant keepPackagesSince, Mode mode) {
    /** Whether anything is removed. */
    public enum Mode {
        /** Only what would be removed is told. */
        DRY_RUN,
        /** It is removed. */
        REMOVE
    }

    /** The function's name. */
    public String function() {
        return keys.function();
    }
}

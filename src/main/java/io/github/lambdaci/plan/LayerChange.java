package io.github.lambdaci.plan;

import java.util.Optional;

/**
 * A layer of the function before and after a run.
 *
 * @param layerArn its ARN, without a version
 * @param kind what would become of it
 * @param before the number of the version that is live, if one is
 * @param after the number of the version that would be; nothing if there would be none, or it has yet to be published
 */
public record LayerChange(String layerArn, Kind kind, Optional<Long> before, Optional<Long> after) {
    /** What can become of a layer. */
    public enum Kind {
        /** It stays as it is. */
        KEPT,
        /** A version that is there already takes its place. */
        REUSED,
        /** A version that has yet to be published takes its place. */
        PUBLISHED,
        /** It is taken off. */
        REMOVED
    }

    /** The layer's name. */
    public String name() {
        return layerArn.substring(layerArn.lastIndexOf(':') + 1);
    }
}

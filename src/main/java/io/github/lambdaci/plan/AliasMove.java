package io.github.lambdaci.plan;

import java.util.Map;
import java.util.Optional;

/**
 * What a run would make of the alias.
 *
 * @param kind what it would do
 * @param before the version that the alias points to, if it is there
 * @param after the version that it would point to; nothing if that has yet to be published
 * @param weights the shares of further versions that would be cleared, by their number
 */
public record AliasMove(Kind kind, Optional<String> before, Optional<String> after, Map<String, Double> weights) {
    /** What can be done with an alias. */
    public enum Kind {
        /** It stays as it is. */
        NONE,
        /** It would be created. */
        CREATE,
        /** It would point to another version. */
        MOVE,
        /** It would point to the same version, which would get all of the traffic. */
        CLEAR_WEIGHTS
    }
}

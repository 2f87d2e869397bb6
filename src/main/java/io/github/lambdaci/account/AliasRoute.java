package io.github.lambdaci.account;

import java.util.Map;
import java.util.Optional;

/**
 * Where an alias is to send its traffic.
 *
 * @param alias the alias's name
 * @param version the version that it is to point to
 * @param weights shares from 0 to 1 of further versions, by their number; Lambda allows one (API reference,
 *     AliasRoutingConfiguration)
 * @param description the alias's description; nothing to leave it as it is
 */
public record AliasRoute(
        String alias, FunctionVersion version, Map<String, Double> weights, Optional<String> description) {
    /** A route with a description. */
    public AliasRoute(String alias, FunctionVersion version, Map<String, Double> weights, String description) {
        this(alias, version, weights, Optional.of(description));
    }

    /** A route with all traffic to one version. */
    public static AliasRoute to(String alias, FunctionVersion version, String description) {
        return new AliasRoute(alias, version, Map.of(), description);
    }

    /** The same alias with all traffic on one version, described as it is. */
    public static AliasRoute onlyTo(String alias, FunctionVersion version) {
        return new AliasRoute(alias, version, Map.of(), Optional.empty());
    }

    /** The way back to what an alias was before it was moved. */
    public static AliasRoute backTo(String alias, LiveAlias before) {
        return new AliasRoute(alias, before.target(), Map.of(), before.description());
    }

    /** Whether an alias is where this route leads. */
    public boolean leadsTo(LiveAlias live) {
        return live.target().version().equals(version.version())
                && live.weights().equals(weights);
    }
}

package io.github.lambdaci.account;

import java.util.Map;

/**
 * Where an alias is to send its traffic.
 *
 * @param alias the alias's name
 * @param version the version that it is to point to
 * @param weights shares from 0 to 1 of further versions, by their number; Lambda allows one (API reference,
 *     AliasRoutingConfiguration)
 * @param description the alias's description
 */
public record AliasRoute(String alias, FunctionVersion version, Map<String, Double> weights, String description) {
    /** A route with all traffic to one version. */
    public static AliasRoute to(String alias, FunctionVersion version, String description) {
        return new AliasRoute(alias, version, Map.of(), description);
    }
}

package io.github.lambdaci.account;

import java.util.Map;

/**
 * An alias as a list of aliases shows it.
 *
 * @param name its name
 * @param version the number of the version that it points to, or {@code $LATEST}
 * @param weights further versions that take a share of the traffic, by their number
 */
public record NamedAlias(String name, String version, Map<String, Double> weights) {}

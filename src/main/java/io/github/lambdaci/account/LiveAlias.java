package io.github.lambdaci.account;

import java.util.Map;

/**
 * An alias as Lambda has it.
 *
 * @param target the version that it points to
 * @param weights further versions that take a share of the traffic, by their number
 * @param revisionId changes with every change of the alias
 */
public record LiveAlias(FunctionVersion target, Map<String, Double> weights, String revisionId) {}

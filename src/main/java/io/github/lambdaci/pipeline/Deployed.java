package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;

/**
 * What the deploy stage left.
 *
 * @param latest what {@code $LATEST} is now: what this run built
 * @param changed whether anything had to be deployed
 */
public record Deployed(FunctionVersion latest, boolean changed) {}

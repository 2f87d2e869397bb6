package io.github.lambdaci.pipeline;

/**
 * What the bundle stage made.
 *
 * @param code the function's code
 * @param codeChanged whether it differs from what is live
 * @param dependencies the dependencies
 */
public record Bundled(Code code, boolean codeChanged, Dependencies dependencies) {}

package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Archive;

/**
 * What the bundle stage made.
 *
 * @param code the function's code
 * @param codeChanged whether it differs from what is live
 * @param dependencies the dependencies
 */
public record Bundled(Archive code, boolean codeChanged, Dependencies dependencies) {}

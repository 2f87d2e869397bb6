package io.github.lambdaci.pipeline;

import java.util.Optional;

/**
 * What the bundle stage made.
 *
 * @param code the function's code
 * @param codeChanged whether it differs from what is live
 * @param dependencies the dependencies
 * @param size how much of what Lambda allows they take, if anything changed or it was asked for
 */
public record Bundled(Code code, boolean codeChanged, Dependencies dependencies, Optional<SizeReport> size) {}

package io.github.lambdaci.cache;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;

/**
 * What a function was when a run last left it alone or made it live. It may have become something else since.
 *
 * @param runtime its runtime
 * @param architecture its architecture
 * @param sources the fingerprint of the sources that were live
 * @param lease the mark of its lease, which nobody had
 */
public record LastLook(LambdaRuntime runtime, Architecture architecture, Sha256 sources, String lease) {}

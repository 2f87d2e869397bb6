package io.github.lambdaci.pipeline;

import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.project.Toolchain;

/**
 * How dependencies are made.
 *
 * @param build how they are built
 * @param toolchain what builds them
 */
public record Recipe(PackageBuild build, Toolchain toolchain) {}

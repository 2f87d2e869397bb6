package io.github.lambdaci.project;

import java.nio.file.Path;

/**
 * A file that goes into the build of the dependencies.
 *
 * @param name its path below the descriptor's root, with {@code /} between folders
 * @param file where it is
 */
public record InputFile(String name, Path file) {}

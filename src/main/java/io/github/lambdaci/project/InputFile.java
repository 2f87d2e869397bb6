package io.github.lambdaci.project;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that goes into the build of the dependencies.
 *
 * @param name its path below the descriptor's root, with {@code /} between folders
 * @param file where it is
 * @param content what the build gets in place of the file's own content, if that will not do
 */
public record InputFile(String name, Path file, Optional<byte[]> content) {}

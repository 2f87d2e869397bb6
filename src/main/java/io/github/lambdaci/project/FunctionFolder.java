package io.github.lambdaci.project;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that looks like the code of a function; paths are below the folder that was searched.
 *
 * @param code the folder, empty for the one that was searched
 * @param handler the file that tells
 * @param descriptor the package descriptor that seems to be the function's
 */
public record FunctionFolder(Path code, Path handler, Optional<Path> descriptor) {}

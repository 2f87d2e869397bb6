package io.github.lambdaci.artifact;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file or a symbolic link that goes into a zip.
 *
 * @param name its path in the zip, with {@code /} between folders
 * @param file the file on disk whose content and executable bit are taken
 * @param linkTarget for a symbolic link that is kept as one: where it points, relative to its own folder
 */
public record TreeEntry(String name, Path file, Optional<String> linkTarget) {}

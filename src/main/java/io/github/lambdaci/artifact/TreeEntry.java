package io.github.lambdaci.artifact;

import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * A file or a symbolic link that goes into a zip.
 *
 * @param name its path in the zip, with {@code /} between folders
 * @param file the file on disk whose content and executable bit are taken
 * @param linkTarget for a symbolic link that is kept as one: where it points, relative to its own folder
 */
public record TreeEntry(String name, Path file, Optional<String> linkTarget) {
    /** Whether it is a program. */
    public boolean isExecutable() {
        try {
            // The owner's bit, not "may this user execute it": root may execute what nobody else may.
            return linkTarget.isEmpty()
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }

    /** The same file at another place in the zip. */
    public TreeEntry withName(String newName) {
        return new TreeEntry(newName, file, linkTarget);
    }
}

package io.github.lambdaci.artifact;

import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * A file or a symbolic link that goes into a zip. A tree may have tens of thousands of them, so that it has no path of its own,
 * which would be most of its memory.
 *
 * @param name its path in the zip, with {@code /} between folders
 * @param root the folder on disk that it was found in, or the file itself
 * @param place its path below the root, for most the same as in the zip; empty if the root is the file
 * @param linkTarget for a symbolic link that is kept as one: where it points, relative to its own folder
 */
public record TreeEntry(String name, Path root, String place, Optional<String> linkTarget) {
    /** A file that goes to any place in a zip. */
    public static TreeEntry of(String name, Path file) {
        return new TreeEntry(name, file, "", Optional.empty());
    }

    /** The file on disk whose content and executable bit are taken. */
    public Path file() {
        return root.resolve(place);
    }

    /** Whether it is a program. */
    public boolean isExecutable() {
        Path file = file();
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
        return new TreeEntry(newName, root, place, linkTarget);
    }
}

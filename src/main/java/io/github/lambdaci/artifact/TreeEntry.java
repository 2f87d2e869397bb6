package io.github.lambdaci.artifact;

import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A file or a symbolic link that goes into a zip. A tree may have tens of thousands of them, so that it has no path of its own,
 * which would be most of its memory.
 *
 * @param name its path in the zip, with {@code /} between folders
 * @param root the folder on disk that it was found in, or the file itself
 * @param place its path below the root, for most the same as in the zip; empty if the root is the file
 * @param executable whether it is a program
 * @param linkTarget for a symbolic link that is kept as one: where it points, relative to its own folder
 */
public record TreeEntry(String name, Path root, String place, boolean executable, Optional<String> linkTarget) {
    /**
     * A file that goes to any place in a zip.
     *
     * @throws WorkspaceException if it cannot be read
     */
    public static TreeEntry of(String name, Path file) {
        try {
            return new TreeEntry(name, file, "", isExecutable(Files.getPosixFilePermissions(file)), Optional.empty());
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }

    /** Whether what has these permissions is a program. */
    static boolean isExecutable(Set<PosixFilePermission> permissions) {
        // The owner's bit, not "may this user execute it": root may execute what nobody else may.
        return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
    }

    /** The file on disk whose content is taken. */
    public Path file() {
        return root.resolve(place);
    }

    /** The same file at another place in the zip. */
    public TreeEntry withName(String newName) {
        return new TreeEntry(newName, root, place, executable, linkTarget);
    }
}

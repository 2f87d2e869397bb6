package io.github.lambdaci.packages;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder that a package manager installed into.
 *
 * @param path the folder
 * @param language the language of the packages
 */
public record PackageFolder(Path path, Language language) {
    /** Whether anything was installed. */
    boolean exists() {
        return Files.isDirectory(path);
    }

    List<TreeEntry> entries() {
        return FileTree.list(path);
    }

    /** Names of the files below the folder, with {@code /} between folders. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        entries().forEach(entry -> names.add(entry.name()));
        return names;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** A file as text of which only ASCII matters. */
    String text(String name) {
        try {
            // A link that is kept can lead to a folder.
            return Files.isDirectory(file(name)) ? "" : Files.readString(file(name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file(name), e);
        }
    }

    /** The size of everything in it. */
    long bytes() {
        return entries().stream().mapToLong(PackageFolder::bytes).sum();
    }

    static long bytes(TreeEntry entry) {
        try {
            return entry.linkTarget().isPresent() ? 0 : Files.size(entry.file());
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + entry.file(), e);
        }
    }

    /** Removes files, then the folders that became empty and the links that lead nowhere now. */
    void remove(Set<String> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        Path inside = path.toRealPath();
        for (String name : names) {
            // What a link brings in from elsewhere is not ours to remove.
            if (Objects.requireNonNull(file(name).getParent()).toRealPath().startsWith(inside)) {
                Files.delete(file(name));
            }
        }
        tidy(path);
    }

    private boolean tidy(Path folder) throws IOException {
        boolean empty = true;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                empty &= isGone(child);
            }
        }
        if (empty && !folder.equals(path)) {
            Files.delete(folder);
        }
        return empty;
    }

    private boolean isGone(Path child) throws IOException {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            return tidy(child);
        }
        boolean dangling = Files.isSymbolicLink(child) && !Files.exists(child);
        if (dangling) {
            Files.delete(child);
        }
        return dangling;
    }
}

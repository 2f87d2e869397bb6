package io.github.lambdaci.artifact;

import io.github.lambdaci.artifact.FolderChild.Kind;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The files below a folder, as they go into a zip, one after the other.
 *
 * <p>A symbolic link that is relative and stays inside the folder is kept as a link; for any other link, what it points
 * to is taken in its place, so that nothing in the zip depends on this machine.
 */
public final class FileTree implements Iterator<TreeEntry> {
    private final Path root;
    private final BiPredicate<String, Boolean> excluded;
    private final boolean closed;
    private final List<String> leftOut = new ArrayList<>();
    private final Deque<OpenFolder> openFolders = new ArrayDeque<>();
    private Optional<TreeEntry> next = Optional.empty();

    private FileTree(Path root, BiPredicate<String, Boolean> excluded, boolean closed) {
        this.root = root;
        this.excluded = excluded;
        this.closed = closed;
    }

    /**
     * What is below a folder.
     *
     * @param entries the files and links to ship, as a rule in the order of a zip
     * @param leftOut names of files and folders that an exclusion kept out; a folder's name ends with {@code /}
     */
    public record Listing(List<TreeEntry> entries, List<String> leftOut) {}

    /**
     * Lists a folder.
     *
     * @param excluded tells by name below the folder, and by whether it is a folder, what to keep out
     * @throws ProjectException if a link leads nowhere or to a folder around it, something is neither file nor folder, or a
     *     name is no text
     * @throws WorkspaceException if something cannot be read
     */
    public static Listing list(Path root, BiPredicate<String, Boolean> excluded) {
        return list(root, excluded, false);
    }

    /** Lists everything below a folder. */
    public static List<TreeEntry> list(Path root) {
        return list(root, (name, isFolder) -> false).entries();
    }

    /**
     * Lists everything below a folder that a build made.
     *
     * @throws BuildException if a link leads out of it: what it points to is not the build's to ship
     */
    public static List<TreeEntry> listBuilt(Path root) {
        return list(root, (name, isFolder) -> false, true).entries();
    }

    private static Listing list(Path root, BiPredicate<String, Boolean> excluded, boolean closed) {
        FileTree tree = walk(root, excluded, closed);
        TreeEntries.Builder entries = new TreeEntries.Builder();
        tree.forEachRemaining(entries::add);
        return new Listing(entries.build(), tree.leftOut());
    }

    /**
     * As {@link #list(Path, BiPredicate)}, but a folder is looked into when it is its turn, so that something can be done with the
     * files of others before; and what is said there to go wrong does so then.
     */
    public static FileTree walk(Path root, BiPredicate<String, Boolean> excluded) {
        return walk(root, excluded, false);
    }

    private static FileTree walk(Path root, BiPredicate<String, Boolean> excluded, boolean closed) {
        try {
            FileTree tree = new FileTree(root.toRealPath(), excluded, closed);
            tree.enter(tree.root, tree.root, "");
            tree.advance();
            return tree;
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + root, e);
        }
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public TreeEntry next() {
        TreeEntry taken = next.orElseThrow();
        try {
            advance();
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + root, e);
        }
        return taken;
    }

    /** Names of files and folders that an exclusion has kept out so far; a folder's name ends with {@code /}. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /**
     * A folder of which some is still to come.
     *
     * @param real where it is without links
     * @param prefix what the names of its children begin with
     */
    private record OpenFolder(Path real, String prefix, Iterator<FolderChild> children) {}

    private void advance() throws IOException {
        next = Optional.empty();
        while (next.isEmpty() && !openFolders.isEmpty()) {
            OpenFolder folder = openFolders.element();
            if (folder.children().hasNext()) {
                FolderChild child = folder.children().next();
                next = entry(child.path(), folder.prefix() + child.name(), child.kind());
            } else {
                openFolders.pop();
            }
        }
    }

    private void enter(Path folder, Path real, String prefix) throws IOException {
        openFolders.push(new OpenFolder(real, prefix, FolderChild.in(folder).iterator()));
    }

    /** Nothing if it is left out, or a folder: what is in it comes next. */
    private Optional<TreeEntry> entry(Path path, String name, Kind own) throws IOException {
        if (!closed && !FolderChild.isText(name)) {
            throw unreadable(name);
        }
        Kind meant = own == Kind.LINK ? Kind.of(path) : own;
        boolean isFolder = meant == Kind.FOLDER;
        if (excluded.test(name, isFolder)) {
            leftOut.add(isFolder ? name + "/" : name);
            return Optional.empty();
        }
        return own == Kind.LINK ? link(path, name, meant) : content(path, name, meant, false);
    }

    private Optional<TreeEntry> link(Path path, String name, Kind meant) throws IOException {
        Optional<String> kept = keptLinkTarget(path);
        if (kept.isPresent()) {
            return Optional.of(entry(name, path, false, kept));
        }
        if (closed) {
            throw new BuildException(
                    "the build left a link that leads out of its folder, or nowhere: '" + name + "' -> '"
                            + Files.readSymbolicLink(path) + "'",
                    "have the build copy what the link points to");
        }
        return content(path, name, meant, true);
    }

    private Optional<TreeEntry> content(Path path, String name, Kind kind, boolean isLink) throws IOException {
        switch (kind) {
            case FOLDER -> {
                // Asking the system for each folder of a large tree takes long, and only links lead elsewhere.
                Path real = isLink
                        ? path.toRealPath()
                        : openFolders.element().real().resolve(path.getFileName());
                refuseCycle(real, name);
                enter(path, real, name + "/");
                return Optional.empty();
            }
            case FILE, PROGRAM -> {
                return Optional.of(entry(name, path, kind == Kind.PROGRAM, Optional.empty()));
            }
            default -> throw unusable(path, name);
        }
    }

    private Optional<String> keptLinkTarget(Path path) throws IOException {
        Path target = Files.readSymbolicLink(path);
        Path resolved = path.resolveSibling(target).normalize();
        boolean inside = !target.isAbsolute() && resolved.startsWith(root) && Files.exists(resolved);
        return inside && !resolved.equals(root) && !isExcluded(resolved)
                ? Optional.of(target.toString().replace(File.separatorChar, '/'))
                : Optional.empty();
    }

    /** Whether a path inside the tree is kept out, itself or with a folder around it. */
    private boolean isExcluded(Path inside) {
        Path relative = root.relativize(inside);
        for (int length = 1; length <= relative.getNameCount(); length++) {
            Path part = relative.subpath(0, length);
            String name = part.toString().replace(File.separatorChar, '/');
            if (excluded.test(name, Files.isDirectory(root.resolve(part)))) {
                return true;
            }
        }
        return false;
    }

    private TreeEntry entry(String name, Path path, boolean executable, Optional<String> linkTarget) {
        // What is no text is not found by what it was read as.
        return FolderChild.isText(name)
                ? new TreeEntry(name, root, name, executable, linkTarget)
                : new TreeEntry(name, path, "", executable, linkTarget);
    }

    private ProjectException unreadable(String name) {
        String encoding = System.getProperty("sun.jnu.encoding");
        return new ProjectException(
                "the name of '" + name + "' in " + root + " is not text in this system's encoding, " + encoding,
                (encoding.equals("UTF-8") ? "" : "set LC_ALL to a locale with UTF-8, as C.UTF-8; or else\n")
                        + "rename it, or leave out the folder that it is in, in .lambdaignore");
    }

    private void refuseCycle(Path folder, String name) {
        if (openFolders.stream().anyMatch(open -> open.real().equals(folder))) {
            throw new ProjectException(
                    "the link '" + name + "' in " + root + " points to a folder around itself",
                    "remove the link, or leave it out in .lambdaignore");
        }
    }

    private ProjectException unusable(Path path, String name) {
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            return new ProjectException(
                    "the link '" + name + "' in " + root + " points to nothing",
                    "remove the link, restore what it points to, or leave it out in .lambdaignore");
        }
        boolean gone = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        return new ProjectException(
                "'" + name + "' in " + root
                        + (gone ? " vanished while it was read" : " is neither a file nor a folder"),
                gone ? "run again" : "remove it, or leave it out in .lambdaignore");
    }
}

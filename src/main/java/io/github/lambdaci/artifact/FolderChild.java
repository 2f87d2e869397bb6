package io.github.lambdaci.artifact;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is in a folder.
 *
 * @param sortName its name there, which ends with a slash for a folder
 * @param around the folder; or, if its name is no text, by which it would not be found, the child itself
 */
record FolderChild(String sortName, Kind kind, Path around) {
    /** What Java takes bytes for that are none. */
    private static final char NO_CHARACTER = '\uFFFD';

    private static FolderChild of(Path path, Path folder) {
        String name = path.getFileName().toString();
        // Asked for once: there may be tens of thousands of files.
        Kind kind = Kind.of(path, LinkOption.NOFOLLOW_LINKS);
        // The path that was listed keeps what it has just found out: much, for so many.
        return new FolderChild(kind == Kind.FOLDER ? name + "/" : name, kind, isText(name) ? folder : path);
    }

    String name() {
        return kind == Kind.FOLDER ? sortName.substring(0, sortName.length() - 1) : sortName;
    }

    Path path() {
        return isText(sortName) ? around.resolve(name()) : around;
    }

    /** What is in a folder, in the order that it has in a zip. */
    static List<FolderChild> in(Path folder) throws IOException {
        List<FolderChild> children = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                children.add(FolderChild.of(path, folder));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(Comparator.comparing(FolderChild::sortName));
        return children;
    }

    /** Whether a name was read from bytes that are text. */
    static boolean isText(String name) {
        return name.indexOf(NO_CHARACTER) < 0;
    }

    /** What it is. */
    enum Kind {
        FILE,
        PROGRAM,
        FOLDER,
        LINK,
        /** Also what is gone, or where a link leads to nothing. */
        OTHER;

        static Kind of(Path path, LinkOption... options) {
            try {
                PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class, options);
                if (attributes.isRegularFile()) {
                    return TreeEntry.isExecutable(attributes.permissions()) ? PROGRAM : FILE;
                }
                if (attributes.isDirectory()) {
                    return FOLDER;
                }
                return attributes.isSymbolicLink() ? LINK : OTHER;
            } catch (IOException e) {
                return OTHER;
            }
        }
    }
}

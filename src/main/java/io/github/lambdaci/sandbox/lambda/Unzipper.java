package io.github.lambdaci.sandbox.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Unzips as Lambda does, with modes and symbolic links, and never outside the directory that it is given. */
final class Unzipper {
    private static final int DEFAULT_MODE = 0644;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path root;

    private Unzipper(Path root) {
        this.root = root;
    }

    /** Unzips over what is there: later layers replace the files of earlier ones. */
    static void unzip(Path zip, Path directory) throws IOException {
        Files.createDirectories(directory);
        new Unzipper(directory.toRealPath()).unzip(zip);
    }

    private void unzip(Path zip) throws IOException {
        Map<Path, String> links = new LinkedHashMap<>();
        try (ZipFile opened = ZipFile.builder().setPath(zip).get()) {
            Enumeration<ZipArchiveEntry> entries = opened.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                Path target = target(entry.getName());
                if (entry.isUnixSymlink()) {
                    links.put(target, opened.getUnixSymlink(entry));
                } else if (entry.isDirectory()) {
                    createDirectories(target);
                } else {
                    write(opened, entry, target);
                }
            }
        }
        // Links come last, so that no file of this zip is written through one of them.
        for (Map.Entry<Path, String> link : links.entrySet()) {
            makeRoom(link.getKey());
            Path unused = Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
        }
    }

    private Path target(String name) throws IOException {
        Path target = root.resolve(name).normalize();
        if (!target.startsWith(root) || name.startsWith("/")) {
            throw new IOException("the zip's entry " + name + " leads out of the directory it is unzipped into");
        }
        return target;
    }

    private void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
        // An earlier layer may have put a link there.
        if (!directory.toRealPath().startsWith(root)) {
            throw new IOException(
                    "the zip writes through a link that leads out of its directory: " + root.relativize(directory));
        }
    }

    private void makeRoom(Path target) throws IOException {
        Path parent = target.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(target);
        }
    }

    private void write(ZipFile zip, ZipArchiveEntry entry, Path target) throws IOException {
        makeRoom(target);
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
        if (POSIX) {
            int mode = entry.getUnixMode() & 0777;
            Path unused = Files.setPosixFilePermissions(target, permissions(mode == 0 ? DEFAULT_MODE : mode));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        StringBuilder letters = new StringBuilder();
        for (int bit = 0; bit < 9; bit++) {
            letters.append((mode & (0400 >> bit)) == 0 ? '-' : "rwx".charAt(bit % 3));
        }
        return PosixFilePermissions.fromString(letters.toString());
    }
}

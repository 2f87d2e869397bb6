package io.github.lambdaci.docker;

import io.github.lambdaci.failure.BuildException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks the folder that a container sends as a tar.
 *
 * <p>A build runs other people's code, so nothing is believed: no entry may lead out of the target, neither by its name
 * nor through a link that came before.
 */
final class OutputArchive {
    private final Path target;

    private OutputArchive(Path target) {
        this.target = target;
    }

    /** Unpacks the content of the one folder in a tar. */
    static void unpack(InputStream in, Path target) throws IOException {
        Files.createDirectories(target);
        OutputArchive archive = new OutputArchive(target);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                archive.unpack(entry, tar);
            }
        }
    }

    private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
        Path path = inside(entry.getName());
        if (path.equals(target)) {
            return;
        }
        refuseLinkAround(path, entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(path);
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Path original = inside(entry.getLinkName());
            refuseLinkAround(original, entry.getLinkName());
            Files.copy(original, path, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
        } else if (entry.isFile()) {
            Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
            setMode(path, entry.getMode());
        }
        // Sockets, pipes and devices cannot be shipped.
    }

    /** The path that a name in the tar, which begins with the one folder, has on this machine. */
    private Path inside(String name) throws IOException {
        Path relative = Path.of(name).normalize();
        boolean leadsOut = relative.isAbsolute()
                || relative.startsWith("..")
                || Path.of(name).startsWith("..")
                || name.contains("/../");
        if (leadsOut) {
            throw escaping(name);
        }
        return relative.getNameCount() < 2 ? target : target.resolve(relative.subpath(1, relative.getNameCount()));
    }

    private void refuseLinkAround(Path path, String name) {
        for (Path folder = path.getParent(); folder != null && !folder.equals(target); folder = folder.getParent()) {
            if (Files.isSymbolicLink(folder)) {
                throw escaping(name);
            }
        }
    }

    private static BuildException escaping(String name) {
        return new BuildException(
                "the build made a file that leads out of its folder: '" + name + "'",
                "one of the packages, or the build image, is not to be trusted");
    }

    /** The executable bits are kept; the owner must be able to read, replace and remove all of it. */
    private static void setMode(Path file, int mode) throws IOException {
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        permissions.add(PosixFilePermission.GROUP_READ);
        permissions.add(PosixFilePermission.OTHERS_READ);
        if ((mode & 0111) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, permissions);
    }
}

package io.github.lambdaci.artifact;

import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Takes a zip that lambda-ci made apart, so that its files can go into another. */
public final class Unzipped {
    static final int OWNER_MAY_EXECUTE = 0100;

    private Unzipped() {}

    /**
     * Unpacks a zip. Links are only told of: nothing is ever written through one.
     *
     * @param folder a folder that is not there yet
     * @return what was in the zip
     */
    public static List<TreeEntry> files(Path zip, Path folder) {
        try (ZipFile opened = ZipFile.builder().setPath(zip).get()) {
            List<TreeEntry> entries = new ArrayList<>();
            for (ZipArchiveEntry entry : Collections.list(opened.getEntries())) {
                entries.add(unpack(opened, entry, folder));
            }
            return entries;
        } catch (IOException e) {
            throw WorkspaceException.of("unpacking " + zip.getFileName(), e);
        }
    }

    private static TreeEntry unpack(ZipFile zip, ZipArchiveEntry entry, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("its entry " + entry.getName() + " leads out of the folder");
        }
        if (entry.isUnixSymlink()) {
            return new TreeEntry(entry.getName(), file, "", false, Optional.of(zip.getUnixSymlink(entry)));
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, file);
        }
        if ((entry.getUnixMode() & OWNER_MAY_EXECUTE) != 0) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(file, permissions);
        }
        return TreeEntry.of(entry.getName(), file);
    }
}

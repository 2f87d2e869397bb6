package io.github.lambdaci.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip of anybody's that is looked into and not unpacked. */
public final class OpenedZip implements AutoCloseable {
    private final ZipFile zip;

    private OpenedZip(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * Opens a zip.
     *
     * @throws IOException if it cannot be read, or is none
     */
    public static OpenedZip open(Path file) throws IOException {
        return new OpenedZip(ZipFile.builder().setPath(file).get());
    }

    /**
     * Measures somebody else's zip.
     *
     * @throws IOException if it cannot be read, or is none
     */
    public static Archive measured(Path file) throws IOException {
        try (OpenedZip opened = open(file)) {
            List<ZippedFile> files = opened.files();
            long unzipped = files.stream().mapToLong(ZippedFile::bytes).sum();
            return new Archive(file, Sha256.of(file), Files.size(file), unzipped, files.size());
        }
    }

    /** What is in it, without folders. */
    public List<ZippedFile> files() {
        return Collections.list(zip.getEntries()).stream()
                .filter(entry -> !entry.isDirectory())
                .map(entry -> new ZippedFile(entry.getName(), entry.getSize(), entry.getCrc(), kind(entry)))
                .toList();
    }

    /** The text of a file, in UTF-8; what is not UTF-8 is replaced. */
    public String text(ZippedFile file) throws IOException {
        try (InputStream content = zip.getInputStream(zip.getEntry(file.name()))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ZippedFile.Kind kind(ZipArchiveEntry entry) {
        if (entry.isUnixSymlink()) {
            return ZippedFile.Kind.LINK;
        }
        return (entry.getUnixMode() & Unzipped.OWNER_MAY_EXECUTE) == 0 ? ZippedFile.Kind.FILE : ZippedFile.Kind.PROGRAM;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

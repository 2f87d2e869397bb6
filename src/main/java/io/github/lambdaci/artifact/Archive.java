package io.github.lambdaci.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A zip on this machine's disk. Most of its bytes may be in earlier zips, from which it takes what is in both.
 *
 * @param file what it is called by; all of it is there, or what no earlier one has
 * @param content where its bytes are, in their order
 * @param sha256 the hash of its bytes, which Lambda calls {@code CodeSha256}
 * @param bytes its size
 * @param unzippedBytes the size of what is in it
 * @param entries how many files and links are in it
 */
public record Archive(Path file, List<Stretch> content, Sha256 sha256, long bytes, long unzippedBytes, int entries) {
    /** A zip that is in one file. */
    public Archive(Path file, Sha256 sha256, long bytes, long unzippedBytes, int entries) {
        this(file, List.of(new Stretch(file, 0, bytes)), sha256, bytes, unzippedBytes, entries);
    }

    /** Its bytes from an offset on. */
    public InputStream open(long offset) {
        return new StretchesInputStream(content, offset);
    }

    /** Whether there is a file with all of it, and nothing else. */
    public boolean isInOneFile() {
        return content.equals(List.of(new Stretch(file, 0, bytes)));
    }

    /**
     * The zip in one file.
     *
     * @param target written if there is none
     */
    public Path inOneFile(Path target) throws IOException {
        if (isInOneFile()) {
            return file;
        }
        try (InputStream in = open(0)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }
}

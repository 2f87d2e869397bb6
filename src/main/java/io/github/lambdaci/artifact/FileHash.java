package io.github.lambdaci.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Hashes one content after another, with one buffer. */
public final class FileHash {
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] buffer = new byte[1 << 16];

    /** The hash of a file's content. */
    public Sha256 of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    /** The hash of what is left of a stream. */
    public Sha256 of(InputStream in) throws IOException {
        // What was read of a stream before that could not be read to its end.
        digest.reset();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return Sha256.of(digest);
    }
}

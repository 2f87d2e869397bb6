package io.github.lambdaci.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.CRC32;

/** Hashes one content after another, with one buffer. */
public final class FileHash {
    private final MessageDigest digest = Sha256.newDigest();
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private long bytes;

    /** The hash of a file's content. */
    public Sha256 of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    /** The hash of what is left of a stream. */
    public Sha256 of(InputStream in) throws IOException {
        read(in);
        return Sha256.of(digest);
    }

    /** The bytes of the hash of a file's content. */
    byte[] bytesOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            read(in);
            return digest.digest();
        }
    }

    /** The CRC-32 of the content that was hashed last. */
    int crc() {
        return (int) crc.getValue();
    }

    /** The size of the content that was hashed last. */
    long bytes() {
        return bytes;
    }

    private void read(InputStream in) throws IOException {
        // What was read of a stream before that could not be read to its end.
        digest.reset();
        crc.reset();
        bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            crc.update(buffer, 0, read);
            bytes += read;
        }
    }
}

package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.zip.CachedZip.DamagedException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with bytes of an earlier zip. It is read from the beginning to the end, once: what is taken from it has the order that it has there. */
final class EarlierFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private long position;

    EarlierFile(Path file) throws IOException {
        this.file = file;
        this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    /** Takes bytes, which are at the beginning of a buffer that changes then. */
    interface Bytes {
        void take(long offset, byte[] buffer, int length) throws IOException;
    }

    Path file() {
        return file;
    }

    /** Reads bytes that are after those that were read before. */
    void read(long offset, long length, Bytes bytes) throws IOException {
        try {
            in.skipNBytes(offset - position);
        } catch (EOFException e) {
            throw tooShort();
        }
        position = offset;
        for (long end = offset + length; position < end; ) {
            int read = in.read(buffer, 0, (int) Math.min(end - position, BUFFER));
            if (read < 0) {
                throw tooShort();
            }
            bytes.take(position, buffer, read);
            position += read;
        }
    }

    private DamagedException tooShort() {
        return new DamagedException(file.getFileName() + " is too short");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

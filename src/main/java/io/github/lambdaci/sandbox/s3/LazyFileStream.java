package io.github.lambdaci.sandbox.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is opened when it is first read: thousands of parts would be too many open files. */
final class LazyFileStream extends InputStream {
    private final Path file;
    private @Nullable InputStream opened;

    LazyFileStream(Path file) {
        this.file = file;
    }

    private InputStream in() throws IOException {
        InputStream in = opened == null ? Files.newInputStream(file) : opened;
        opened = in;
        return in;
    }

    @Override
    public int read() throws IOException {
        return in().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return in().read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}

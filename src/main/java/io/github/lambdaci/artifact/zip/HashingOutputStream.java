package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.Sha256;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Passes bytes on and knows their number and hash. */
final class HashingOutputStream extends FilterOutputStream {
    private final MessageDigest digest = Sha256.newDigest();
    private long bytes;

    HashingOutputStream(OutputStream out) {
        super(new BufferedOutputStream(out, 1 << 16));
    }

    @Override
    public void write(int value) throws IOException {
        digest.update((byte) value);
        bytes++;
        out.write(value);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        digest.update(buffer, offset, length);
        bytes += length;
        out.write(buffer, offset, length);
    }

    long bytes() {
        return bytes;
    }

    /** The hash of what was written so far; call it once. */
    Sha256 sha256() throws IOException {
        out.flush();
        return Sha256.of(digest);
    }
}

package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.concurrent.Pending;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes bytes on and knows their number and hash. Another thread hashes them, while the next ones are made. */
final class HashingOutputStream extends OutputStream {
    static final int BLOCK = 1 << 16;

    /** One is filled while others are hashed. */
    private static final int BLOCKS = 4;

    private final OutputStream out;
    private final MessageDigest digest = Sha256.newDigest();
    /** It has no thread as long as no block is full. */
    private final ExecutorService hashing = Executors.newFixedThreadPool(1, HashingOutputStream::thread);

    private final Deque<Pending<byte[]>> hashed = new ArrayDeque<>();
    private byte[] block = new byte[BLOCK];
    private int filled;
    private long bytes;

    HashingOutputStream(OutputStream out) {
        this.out = out;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "lambda-ci hashing the zip");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        for (int taken = 0; taken < length; ) {
            int more = Math.min(length - taken, BLOCK - filled);
            System.arraycopy(buffer, offset + taken, block, filled, more);
            filled += more;
            taken += more;
            if (filled == BLOCK) {
                passOn();
            }
        }
        bytes += length;
    }

    private void passOn() throws IOException {
        out.write(block);
        byte[] full = block;
        hashed.add(new Pending<>("hashing the zip", hashing.submit(() -> {
            digest.update(full);
            return full;
        })));
        block = hashed.size() < BLOCKS ? new byte[BLOCK] : hashed.remove().get();
        filled = 0;
    }

    long bytes() {
        return bytes;
    }

    /** The hash of what was written; call it once, at the end. */
    Sha256 sha256() throws IOException {
        out.write(block, 0, filled);
        hashed.forEach(Pending::get);
        digest.update(block, 0, filled);
        filled = 0;
        return Sha256.of(digest);
    }

    @Override
    public void close() throws IOException {
        hashing.shutdownNow();
        out.close();
    }
}

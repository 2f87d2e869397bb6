package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.concurrent.Pending;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The number of bytes and their hash, which another thread makes while the next ones come. */
final class BackgroundHash implements AutoCloseable {
    static final int BLOCK = 1 << 16;

    /** One is filled while others are hashed. */
    private static final int BLOCKS = 4;

    private final MessageDigest digest = Sha256.newDigest();
    /** It has no thread as long as no block is full. */
    private final ExecutorService hashing = Executors.newFixedThreadPool(1, BackgroundHash::thread);

    private final Deque<Pending<byte[]>> hashed = new ArrayDeque<>();
    private byte[] block = new byte[BLOCK];
    private int filled;
    private long bytes;

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "lambda-ci hashing the zip");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes the next bytes; the buffer may be changed then. */
    void add(byte[] buffer, int offset, int length) {
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

    private void passOn() {
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

    /** The hash of what was added; call it once, at the end. */
    Sha256 sha256() {
        hashed.forEach(Pending::get);
        digest.update(block, 0, filled);
        filled = 0;
        return Sha256.of(digest);
    }

    @Override
    public void close() {
        hashing.shutdownNow();
    }
}

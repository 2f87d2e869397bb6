package io.github.lambdaci.artifact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the contents of files are known by; an object for each of tens of thousands would take several times the memory. */
final class ContentHashes {
    /** The bytes of a SHA-256. */
    static final int LENGTH = 32;

    /** Of a link there is neither hash nor checksum. */
    static final Content OF_LINK = new Content(new byte[LENGTH], 0, 0);

    /** How many are in one array. */
    private static final int CHUNK = 256;

    private final List<Chunk> chunks = new ArrayList<>();
    private int size;

    /**
     * What one content is known by.
     *
     * @param hash its SHA-256
     * @param crc its CRC-32
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
    record Content(byte[] hash, int crc, long bytes) {}

    private static final class Chunk {
        private final byte[] hashes = new byte[CHUNK * LENGTH];
        private final int[] crcs = new int[CHUNK];
        private final long[] sizes = new long[CHUNK];
    }

    /** Adds one, after those before. */
    void add(Content content) {
        if (size % CHUNK == 0) {
            chunks.add(new Chunk());
        }
        Chunk chunk = chunk(size);
        System.arraycopy(content.hash(), 0, chunk.hashes, offset(size), LENGTH);
        chunk.crcs[size % CHUNK] = content.crc();
        chunk.sizes[size % CHUNK] = content.bytes();
        size++;
    }

    private Chunk chunk(int index) {
        return chunks.get(index / CHUNK);
    }

    private static int offset(int index) {
        return index % CHUNK * LENGTH;
    }

    /** A copy of a hash. */
    byte[] hash(int index) {
        return Arrays.copyOfRange(chunk(index).hashes, offset(index), offset(index) + LENGTH);
    }

    /** Whether a hash is this one. */
    boolean isHash(int index, byte[] hash) {
        return Arrays.equals(chunk(index).hashes, offset(index), offset(index) + LENGTH, hash, 0, LENGTH);
    }

    int crc(int index) {
        return chunk(index).crcs[index % CHUNK];
    }

    /** The size of a content. */
    long bytes(int index) {
        return chunk(index).sizes[index % CHUNK];
    }

    /** The size of all of them. */
    long bytes() {
        long bytes = 0;
        for (int index = 0; index < size; index++) {
            bytes += bytes(index);
        }
        return bytes;
    }

    /** The same in another order. */
    ContentHashes inOrder(List<Integer> indexes) {
        ContentHashes ordered = new ContentHashes();
        for (int index : indexes) {
            ordered.add(new Content(hash(index), crc(index), bytes(index)));
        }
        return ordered;
    }
}

package io.github.lambdaci.artifact;

import io.github.lambdaci.concurrent.ParallelWork;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/** What goes into a zip, in the order that it has there, and what the content of each file is known by. */
public final class HashedTree {
    /** The bytes of a SHA-256. */
    public static final int HASH = 32;

    private final List<TreeEntry> entries;
    /** One after the other: an object for each of tens of thousands would take several times the memory. */
    private final byte[] hashes;

    private final int[] crcs;
    private final long[] sizes;

    private HashedTree(List<TreeEntry> entries) {
        this.entries = entries;
        this.hashes = new byte[entries.size() * HASH];
        this.crcs = new int[entries.size()];
        this.sizes = new long[entries.size()];
    }

    /**
     * Reads all files.
     *
     * @param entries in any order
     */
    public static HashedTree of(List<TreeEntry> entries) {
        return of(entries, ParallelWork.usualThreads());
    }

    /** As above, with as many threads. */
    public static HashedTree of(List<TreeEntry> entries, int threads) {
        HashedTree tree = new HashedTree(TreeEntries.sorted(entries));
        tree.read(threads);
        return tree;
    }

    private void read(int threads) {
        int[] count = {0};
        new ParallelWork<>("reading the code", threads, Reader::new)
                .runShort(entries, content -> set(count[0]++, content));
    }

    private void set(int index, Content content) {
        System.arraycopy(content.hash(), 0, hashes, index * HASH, content.hash().length);
        crcs[index] = content.crc();
        sizes[index] = content.bytes();
    }

    /** Of a link there is neither hash nor checksum. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
    private record Content(byte[] hash, int crc, long bytes) {
        static final Content OF_LINK = new Content(new byte[0], 0, 0);
    }

    private static final class Reader implements ParallelWork.Worker<TreeEntry, Content> {
        private final FileHash hash = new FileHash();

        @Override
        public Content work(TreeEntry entry) {
            if (entry.linkTarget().isPresent()) {
                return Content.OF_LINK;
            }
            try {
                return new Content(hash.bytesOf(entry.file()), hash.crc(), hash.bytes());
            } catch (IOException e) {
                throw WorkspaceException.of("reading " + entry.file(), e);
            }
        }
    }

    /** All of them, sorted by name. */
    public List<TreeEntry> entries() {
        return entries;
    }

    /** The size of the content of all files. */
    public long bytes() {
        return LongStream.of(sizes).sum();
    }

    /** The size of a file's content; that of a link is nothing. */
    public long bytes(int index) {
        return sizes[index];
    }

    /** The SHA-256 of a file's content, in hexadecimal digits. */
    public String hash(int index) {
        return HexFormat.of().formatHex(hashes, index * HASH, (index + 1) * HASH);
    }

    /** The CRC-32 of a file's content. */
    public int crc(int index) {
        return crcs[index];
    }

    /** Whether a file's content has this hash; a link has none. */
    public boolean hasHash(int index, byte[] hash) {
        // Looked at first, as that makes no entry.
        return Arrays.equals(hashes, index * HASH, (index + 1) * HASH, hash, 0, HASH) && !isLink(index);
    }

    /** Whether there is no content, but a link. */
    boolean isLink(int index) {
        return entries.get(index).linkTarget().isPresent();
    }

    /** The bytes of the SHA-256 of a file's content. */
    public byte[] hashBytes(int index) {
        return Arrays.copyOfRange(hashes, index * HASH, (index + 1) * HASH);
    }
}

package io.github.lambdaci.artifact;

import io.github.lambdaci.artifact.ContentHashes.Content;
import io.github.lambdaci.concurrent.ParallelWork;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** What goes into a zip, in the order that it has there, and what the content of each file is known by. */
public final class HashedTree {
    /** The bytes of a SHA-256. */
    public static final int HASH = ContentHashes.LENGTH;

    /** More than there are processors, as some of them wait for the disk. */
    private static final int THREADS = ParallelWork.usualThreads() + 2;

    private final List<TreeEntry> entries;
    private final ContentHashes contents;

    private HashedTree(List<TreeEntry> entries, ContentHashes contents) {
        this.entries = entries;
        this.contents = contents;
    }

    /**
     * Reads all files.
     *
     * @param entries in any order
     */
    public static HashedTree of(List<TreeEntry> entries) {
        return of(entries, THREADS);
    }

    /** As above, with as many threads. */
    public static HashedTree of(List<TreeEntry> entries, int threads) {
        List<TreeEntry> sorted = TreeEntries.sorted(entries);
        return new HashedTree(sorted, read(sorted.iterator(), threads));
    }

    /**
     * Reads files while others are still being listed.
     *
     * @param entries in any order
     */
    public static HashedTree of(Iterator<TreeEntry> entries) {
        TreeEntries.Builder listed = new TreeEntries.Builder();
        ContentHashes contents = read(new Noted(entries, listed), THREADS);
        return sorted(listed.build(), contents);
    }

    private record Noted(Iterator<TreeEntry> entries, TreeEntries.Builder listed) implements Iterator<TreeEntry> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public TreeEntry next() {
            TreeEntry entry = entries.next();
            listed.add(entry);
            return entry;
        }
    }

    private static HashedTree sorted(TreeEntries entries, ContentHashes contents) {
        if (entries.isSorted()) {
            return new HashedTree(entries, contents);
        }
        List<TreeEntry> all = List.copyOf(entries);
        List<Integer> order = IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparing(index -> all.get(index).name()))
                .toList();
        TreeEntries.Builder sorted = new TreeEntries.Builder();
        order.forEach(index -> sorted.add(all.get(index)));
        return new HashedTree(sorted.build(), contents.inOrder(order));
    }

    private static ContentHashes read(Iterator<TreeEntry> entries, int threads) {
        ContentHashes contents = new ContentHashes();
        new ParallelWork<>("reading the code", threads, Reader::new).runShort(entries, contents::add);
        return contents;
    }

    private static final class Reader implements ParallelWork.Worker<TreeEntry, Content> {
        private final FileHash hash = new FileHash();

        @Override
        public Content work(TreeEntry entry) {
            if (entry.linkTarget().isPresent()) {
                return ContentHashes.OF_LINK;
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
        return contents.bytes();
    }

    /** The size of a file's content; that of a link is nothing. */
    public long bytes(int index) {
        return contents.bytes(index);
    }

    /** The SHA-256 of a file's content, in hexadecimal digits. */
    public String hash(int index) {
        return HexFormat.of().formatHex(contents.hash(index));
    }

    /** The CRC-32 of a file's content. */
    public int crc(int index) {
        return contents.crc(index);
    }

    /** Whether a file's content has this hash; a link has none. */
    public boolean hasHash(int index, byte[] hash) {
        // Looked at first, as that makes no entry.
        return contents.isHash(index, hash) && !isLink(index);
    }

    /** Whether there is no content, but a link. */
    boolean isLink(int index) {
        return entries.get(index).linkTarget().isPresent();
    }

    /** The bytes of the SHA-256 of a file's content. */
    public byte[] hashBytes(int index) {
        return contents.hash(index);
    }
}

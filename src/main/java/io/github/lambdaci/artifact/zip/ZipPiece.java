package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.TreeEntry;
import java.nio.charset.StandardCharsets;

/**
 * As much of an entry as is compressed at once: all of it, or a block of a large file.
 *
 * @param entry what goes into the zip
 * @param dense whether it is a block of a large file that would hardly get smaller
 * @param size the size of the whole entry
 * @param offset where in it the piece begins
 * @param length the size of the piece
 */
record ZipPiece(TreeEntry entry, boolean dense, long size, long offset, int length) implements ZipPart {
    /** What is compressed at once, and the most that is kept of anything: fewer bytes cost compression, more memory. */
    static final int BLOCK = 1 << 18;

    static ZipPiece link(TreeEntry entry, String target) {
        int length = target.getBytes(StandardCharsets.UTF_8).length;
        return new ZipPiece(entry, false, length, 0, length);
    }

    /** The first piece of a file. */
    static ZipPiece first(TreeEntry entry, boolean dense, long size) {
        return new ZipPiece(entry, dense, size, 0, (int) Math.min(size, BLOCK));
    }

    /** The piece after this one. */
    ZipPiece next() {
        long end = offset + length;
        return new ZipPiece(entry, dense, size, end, (int) Math.min(size - end, BLOCK));
    }

    boolean isWhole() {
        return length == size;
    }

    boolean isLast() {
        return offset + length == size;
    }
}

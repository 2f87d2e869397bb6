package io.github.lambdaci.artifact;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.OptionalInt;

/** Finds the files of a tree that have a content, by its hash. Maps would take several times the memory. */
final class SameContents {
    private final HashedTree tree;
    /** One more than the index of a file, at the place that the first bytes of its hash say, or at the next that was free. */
    private final int[] table;
    /** Of each file, the index of the first that has the same content. */
    private final int[] first;

    private SameContents(HashedTree tree) {
        int files = tree.entries().size();
        this.tree = tree;
        this.table = new int[Integer.highestOneBit(Math.max(files, 1)) * 4];
        this.first = new int[files];
    }

    static SameContents of(HashedTree tree) {
        SameContents contents = new SameContents(tree);
        for (int index = 0; index < contents.first.length; index++) {
            contents.first[index] = tree.isLink(index) ? index : contents.add(index);
        }
        return contents;
    }

    private int add(int index) {
        byte[] hash = tree.hashBytes(index);
        int place = place(hash);
        if (table[place] == 0) {
            table[place] = index + 1;
        }
        return table[place] - 1;
    }

    /** Where a content is in the table, or would be. */
    private int place(byte[] hash) {
        int place = ByteBuffer.wrap(hash).getInt() & table.length - 1;
        while (table[place] > 0 && !tree.hasHash(table[place] - 1, hash)) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    /** The index of the first file with a content. */
    OptionalInt first(byte[] hash) {
        int found = table[place(hash)];
        return found == 0 ? OptionalInt.empty() : OptionalInt.of(found - 1);
    }

    /** All files that have the content of one of these. */
    BitSet withSame(BitSet files) {
        BitSet all = new BitSet();
        for (int index = 0; index < first.length; index++) {
            all.set(index, files.get(first[index]));
        }
        return all;
    }
}

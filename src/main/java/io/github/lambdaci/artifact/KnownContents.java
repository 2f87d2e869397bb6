package io.github.lambdaci.artifact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contents of files of which an earlier run has found something out, by their hashes. It is only a help: what goes wrong with it is
 * no matter of a run.
 */
public final class KnownContents {
    private static final Logger LOG = LoggerFactory.getLogger(KnownContents.class);
    private static final int HASH = HashedTree.HASH;

    /** What was found out, at least one hash, and the hash of all that. */
    private static final int SHORTEST = 3 * HASH;

    private final Optional<Path> file;

    /**
     * Keeps them in a file.
     *
     * @param file nothing for a run that keeps nothing
     */
    public KnownContents(Optional<Path> file) {
        this.file = file;
    }

    /**
     * The files of a tree whose content is known, by their indexes.
     *
     * @param fact stands for what was found out, and how
     */
    public BitSet in(HashedTree tree, Supplier<Sha256> fact) {
        BitSet known = new BitSet();
        byte[] kept = read(fact);
        if (kept.length >= SHORTEST) {
            int[] table = table(kept);
            for (int index = 0; index < tree.entries().size(); index++) {
                known.set(index, has(kept, table, tree, index));
            }
        }
        return known;
    }

    /** Where each hash is: at the place that its first bytes say, or, where another one is, at the next that is free. */
    private static int[] table(byte[] kept) {
        ByteBuffer hashes = ByteBuffer.wrap(kept);
        int[] table = new int[Integer.highestOneBit(kept.length / HASH) * 4];
        for (int offset = HASH; offset < kept.length - HASH; offset += HASH) {
            int place = hashes.getInt(offset) & table.length - 1;
            while (table[place] > 0) {
                place = place + 1 & table.length - 1;
            }
            table[place] = offset;
        }
        return table;
    }

    private static boolean has(byte[] kept, int[] table, HashedTree tree, int index) {
        int place = tree.firstBytes(index) & table.length - 1;
        while (table[place] > 0 && !tree.hasHash(index, kept, table[place])) {
            place = place + 1 & table.length - 1;
        }
        return table[place] > 0;
    }

    /** Nothing if there are none, or the file is not as it was written. */
    private byte[] read(Supplier<Sha256> fact) {
        try {
            byte[] bytes = file.isPresent() && Files.exists(file.get()) ? Files.readAllBytes(file.get()) : new byte[0];
            int end = bytes.length - HASH;
            return bytes.length >= SHORTEST
                            && Arrays.equals(bytes, 0, HASH, bytes(fact.get()), 0, HASH)
                            && Arrays.equals(bytes, end, bytes.length, hash(bytes, end), 0, HASH)
                    ? bytes
                    : new byte[0];
        } catch (IOException e) {
            LOG.debug("{} cannot be used", file, e);
            return new byte[0];
        }
    }

    /**
     * Notes which contents are known, in place of those that were.
     *
     * @param which the files of the tree, by their indexes; none of them is a link
     */
    public void keep(HashedTree tree, Supplier<Sha256> fact, BitSet which) {
        if (file.isEmpty() || which.isEmpty()) {
            return;
        }
        try {
            FileTree.replace(file.get(), written(tree, fact, which));
        } catch (IOException e) {
            LOG.debug("{} is not kept", file, e);
        }
    }

    private static byte[] written(HashedTree tree, Supplier<Sha256> fact, BitSet which) {
        byte[] bytes = new byte[(which.cardinality() + 2) * HASH];
        System.arraycopy(bytes(fact.get()), 0, bytes, 0, HASH);
        int end = HASH;
        for (int index = which.nextSetBit(0); index >= 0; index = which.nextSetBit(index + 1)) {
            System.arraycopy(tree.hashBytes(index), 0, bytes, end, HASH);
            end += HASH;
        }
        System.arraycopy(hash(bytes, end), 0, bytes, end, HASH);
        return bytes;
    }

    private static byte[] bytes(Sha256 hash) {
        return HexFormat.of().parseHex(hash.hex());
    }

    private static byte[] hash(byte[] bytes, int length) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(bytes, 0, length);
        return digest.digest();
    }
}

package io.github.lambdaci.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
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
    /** The file has that of what was found out, those of the contents, and that of all these. */
    private static final int HASH = HashedTree.HASH;

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
        if (file.isEmpty() || !Files.exists(file.get())) {
            return new BitSet();
        }
        try (DigestInputStream in =
                new DigestInputStream(new BufferedInputStream(Files.newInputStream(file.get())), Sha256.newDigest())) {
            long hashes = Files.size(file.get()) / HASH - 2;
            return Arrays.equals(in.readNBytes(HASH), bytes(fact.get())) ? in(tree, in, hashes) : new BitSet();
        } catch (IOException e) {
            LOG.debug("{} cannot be used", file, e);
            return new BitSet();
        }
    }

    private static BitSet in(HashedTree tree, DigestInputStream in, long hashes) throws IOException {
        SameContents contents = SameContents.of(tree);
        BitSet known = new BitSet();
        byte[] hash = new byte[HASH];
        for (long left = hashes; left > 0; left--) {
            in.readNBytes(hash, 0, HASH);
            contents.first(hash).ifPresent(known::set);
        }
        byte[] all = in.getMessageDigest().digest();
        boolean isWhole = Arrays.equals(in.readAllBytes(), all);
        return isWhole ? contents.withSame(known) : new BitSet();
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
            LocalFiles.replace(file.get(), out -> write(tree, fact, which, out));
        } catch (IOException e) {
            LOG.debug("{} is not kept", file, e);
        }
    }

    private static void write(HashedTree tree, Supplier<Sha256> fact, BitSet which, OutputStream to)
            throws IOException {
        DigestOutputStream out = new DigestOutputStream(to, Sha256.newDigest());
        out.write(bytes(fact.get()));
        for (int index = which.nextSetBit(0); index >= 0; index = which.nextSetBit(index + 1)) {
            out.write(tree.hashBytes(index));
        }
        to.write(out.getMessageDigest().digest());
    }

    private static byte[] bytes(Sha256 hash) {
        return HexFormat.of().parseHex(hash.hex());
    }
}

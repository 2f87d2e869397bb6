package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Divides entries into what one thread compresses at once: a few small files, or a block of a large one. */
final class ZipPlan implements Iterator<List<ZipPart>> {
    /** What is copied is no work, but is remembered until it is written. */
    private static final int MOST_PARTS = 256;

    private final List<TreeEntry> entries;
    private final IntFunction<Optional<KnownEntry>> known;
    private int index;
    private @Nullable ZipPart next;

    /**
     * Plans a zip.
     *
     * @param entries in the order that they will have
     * @param known finds what an earlier zip has; it is asked once for each entry, in their order
     */
    ZipPlan(List<TreeEntry> entries, IntFunction<Optional<KnownEntry>> known) {
        this.entries = entries;
        this.known = known;
        this.next = firstOfNextEntry();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public List<ZipPart> next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        List<ZipPart> batch = new ArrayList<>();
        int bytes = 0;
        while (next != null && (batch.isEmpty() || (batch.size() < MOST_PARTS && fits(next, bytes)))) {
            ZipPart part = next;
            batch.add(part);
            next = part instanceof ZipPiece piece && !piece.isLast() ? piece.next() : firstOfNextEntry();
            if (part instanceof ZipPiece piece) {
                bytes += piece.length();
                if (!piece.isWhole()) {
                    break;
                }
            }
        }
        return batch;
    }

    private static boolean fits(ZipPart part, int bytes) {
        return !(part instanceof ZipPiece piece) || (piece.isWhole() && bytes + piece.length() <= ZipPiece.BLOCK);
    }

    private @Nullable ZipPart firstOfNextEntry() {
        if (index == entries.size()) {
            return null;
        }
        Optional<KnownEntry> found = known.apply(index);
        TreeEntry entry = entries.get(index++);
        return found.isPresent() ? found.get() : first(entry);
    }

    private static ZipPiece first(TreeEntry entry) {
        if (entry.linkTarget().isPresent()) {
            return ZipPiece.link(entry, entry.linkTarget().get());
        }
        try {
            long size = Files.size(entry.file());
            boolean dense = size > ZipPiece.BLOCK && isDense(entry, size);
            return ZipPiece.first(entry, dense, size);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + entry.file(), e);
        }
    }

    private static boolean isDense(TreeEntry entry, long size) throws IOException {
        Deflater deflater = Compressor.deflater();
        try {
            return Sample.of(entry.file(), size).isDense(deflater);
        } finally {
            deflater.end();
        }
    }
}

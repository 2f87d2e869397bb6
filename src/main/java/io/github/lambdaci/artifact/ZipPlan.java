package io.github.lambdaci.artifact;

import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Divides entries into what one thread compresses at once: a few small files, or a block of a large one. */
final class ZipPlan implements Iterator<List<ZipPiece>> {
    private final Iterator<TreeEntry> entries;
    private @Nullable ZipPiece next;

    /** Plans a zip with these entries, whatever their order. */
    ZipPlan(List<TreeEntry> entries) {
        this.entries =
                entries.stream().sorted(Comparator.comparing(TreeEntry::name)).iterator();
        this.next = firstOfNextEntry();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public List<ZipPiece> next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        List<ZipPiece> batch = new ArrayList<>();
        int bytes = 0;
        while (next != null && (batch.isEmpty() || (next.isWhole() && bytes + next.length() <= ZipPiece.BLOCK))) {
            ZipPiece piece = next;
            batch.add(piece);
            bytes += piece.length();
            next = piece.isLast() ? firstOfNextEntry() : piece.next();
            if (!piece.isWhole()) {
                break;
            }
        }
        return batch;
    }

    private @Nullable ZipPiece firstOfNextEntry() {
        return entries.hasNext() ? first(entries.next()) : null;
    }

    private static ZipPiece first(TreeEntry entry) {
        if (entry.linkTarget().isPresent()) {
            return ZipPiece.link(entry, entry.linkTarget().get());
        }
        try {
            PosixFileAttributes attributes = Files.readAttributes(entry.file(), PosixFileAttributes.class);
            long size = attributes.size();
            boolean dense = size > ZipPiece.BLOCK && isDense(entry, size);
            boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
            return ZipPiece.first(entry, executable, dense, size);
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

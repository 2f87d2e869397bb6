package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies from the zip of an earlier run, notes for later ones what this one has, and sees that it has what was read when the
 * tree was hashed.
 */
final class CachedCopying implements ZipCopying, AutoCloseable {
    private final HashedTree tree;
    private final @Nullable CachedZip earlier;
    private final ZipNotes.@Nullable Writer notes;
    private int index;

    /**
     * Begins a zip.
     *
     * @param earlier the zip of an earlier run, if there is one; it is closed at the end
     * @param notes the file for the notes, if a later run may want them
     */
    CachedCopying(HashedTree tree, Optional<CachedZip> earlier, Optional<Path> notes) throws IOException {
        this.tree = tree;
        this.earlier = earlier.orElse(null);
        this.notes = notes.isPresent() ? ZipNotes.Writer.create(notes.get(), CachedZip.manner(), namesOfFiles()) : null;
    }

    private List<String> namesOfFiles() {
        return earlier == null || !earlier.stays()
                ? List.of()
                : earlier.files().stream()
                        .map(file -> file.getFileName().toString())
                        .toList();
    }

    @Override
    public boolean refers() {
        return earlier != null && earlier.stays();
    }

    @Override
    public int newFile() {
        return namesOfFiles().size();
    }

    /** What the earlier zip has of an entry of the tree. */
    Optional<KnownEntry> find(int entry) {
        return earlier == null
                ? Optional.empty()
                : earlier.find(tree, entry)
                        .map(note -> new KnownEntry(tree.entries().get(entry), note));
    }

    @Override
    public void copy(ZipNote note, OutputStream out) throws IOException {
        Objects.requireNonNull(earlier).copy(note, out);
    }

    @Override
    public void refer(ZipNote note, byte[] header, ZipOutput out) throws IOException {
        Objects.requireNonNull(earlier).refer(note, header, out);
    }

    /** A link is not noted: nothing is saved by copying it. */
    @Override
    public void written(TreeEntry entry, Written written) throws IOException {
        if (entry.linkTarget().isEmpty()) {
            if (written.crc() != tree.crc(index)) {
                throw WorkspaceException.of(
                        "reading " + entry.file(), new IOException("it changed between two times that it was read"));
            }
            if (notes != null) {
                notes.add(new ZipNote(entry.name(), tree.hashBytes(index), written));
            }
        }
        index++;
    }

    @Override
    public void close() throws IOException {
        try (notes) {
            if (earlier != null) {
                earlier.close();
            }
        }
    }
}

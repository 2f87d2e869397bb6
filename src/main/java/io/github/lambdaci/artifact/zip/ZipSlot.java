package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.KnownContents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of a function's zip in the cache. It is only a help: what goes wrong with it is no matter of a run, and other
 * runs may use it at the same time.
 */
public final class ZipSlot {
    private static final Logger LOG = LoggerFactory.getLogger(ZipSlot.class);
    private static final String ZIP = ".zip";
    private static final String NOTES = ".notes";
    private static final String CLEAN = "clean";

    private final ZipCache cache;
    private final Optional<Path> folder;

    ZipSlot(ZipCache cache, Optional<Path> folder) {
        this.cache = cache;
        this.folder = folder;
    }

    /** Whether it is worthwhile to keep a zip of this tree. */
    boolean isFor(HashedTree tree) {
        return folder.isPresent() && cache.isWorthwhile(tree.bytes());
    }

    /** The contents of the function's files in which there is no secret; none where no zip of this tree is kept either. */
    public KnownContents clean(HashedTree tree) {
        return new KnownContents(isFor(tree) ? folder.map(slot -> slot.resolve(CLEAN)) : Optional.empty());
    }

    /** The zip that is there, if it can be used. */
    Optional<CachedZip> open() {
        try {
            Optional<Path> notes = folder.isPresent() && Files.isDirectory(folder.get())
                    ? ZipCache.newestFirst(folder.get()).stream()
                            .filter(file -> file.toString().endsWith(NOTES))
                            .findFirst()
                    : Optional.empty();
            return notes.isPresent() ? CachedZip.open(zipOf(notes.get()), notes.get()) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the zip in {} cannot be used", folder, e);
            return Optional.empty();
        }
    }

    private static Path zipOf(Path notes) {
        String name = notes.getFileName().toString();
        return notes.resolveSibling(name.substring(0, name.length() - NOTES.length()) + ZIP);
    }

    /** Puts a zip in the place of the one that is there; the file with its notes is used up. */
    void keep(Archive archive, Path notes) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            keep(archive, notes, Files.createDirectories(folder.get(), FileTree.PRIVATE));
            cache.makeRoom();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} is not kept", archive.file(), e);
        }
    }

    private static void keep(Archive archive, Path notes, Path slot) throws IOException {
        String name = UUID.randomUUID().toString();
        Path zip = slot.resolve(name + ZIP);
        Path moved = slot.resolve(name + ".part");
        try {
            linkOrCopy(archive.file(), zip);
            Files.move(notes, moved);
            // Whoever finds the notes finds the zip.
            Files.move(moved, slot.resolve(name + NOTES), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(zip);
            Files.deleteIfExists(moved);
            throw e;
        }
        deleteAllBut(name, slot);
    }

    private static void linkOrCopy(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (IOException | UnsupportedOperationException e) {
            // On another disk, or one without links.
            Files.copy(file, target);
        }
    }

    /** What others read from them is theirs until they have closed it. */
    private static void deleteAllBut(String name, Path slot) throws IOException {
        try (Stream<Path> files = Files.list(slot)) {
            for (Path file : files.toList()) {
                String other = file.getFileName().toString();
                if (!other.startsWith(name) && !other.equals(CLEAN)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

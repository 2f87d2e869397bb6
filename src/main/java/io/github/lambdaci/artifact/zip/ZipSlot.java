package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.KnownContents;
import io.github.lambdaci.artifact.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /** The files that a zip is in; with more of them, it is written anew. */
    private static final int MOST_FILES = 32;

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

    /**
     * The zip that is there, if it can be used.
     *
     * @param tree what is to be zipped
     * @param target the zip that will be made
     */
    Optional<CachedZip> open(HashedTree tree, Path target) {
        try {
            Optional<Path> notes = folder.isPresent() && Files.isDirectory(folder.get())
                    ? ZipCache.newestFirst(folder.get()).stream()
                            .filter(file -> file.toString().endsWith(NOTES))
                            .findFirst()
                    : Optional.empty();
            return notes.isPresent() ? open(notes.get(), tree, target) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the zip in {} cannot be used", folder, e);
            return Optional.empty();
        }
    }

    /** Nothing if it was made in another way than zips are made now. */
    private static Optional<CachedZip> open(Path notes, HashedTree tree, Path target) throws IOException {
        ZipNotes.Reader reader = ZipNotes.Reader.open(notes);
        try {
            if (reader.manner().equals(CachedZip.manner())) {
                List<Path> files = files(notes, reader.files());
                Optional<List<Path>> linked = linked(files, target);
                boolean stays = linked.isPresent() && areWorthKeeping(files, tree);
                return Optional.of(CachedZip.open(reader, linked.orElse(files), stays));
            }
        } catch (IOException e) {
            reader.close();
            throw e;
        }
        reader.close();
        return Optional.empty();
    }

    private static List<Path> files(Path notes, List<String> names) {
        String name = notes.getFileName().toString();
        String own = name.substring(0, name.length() - NOTES.length()) + ZIP;
        return Stream.concat(names.stream(), Stream.of(own))
                .map(notes::resolveSibling)
                .toList();
    }

    /** The same files beside the zip, where no other run removes them; nothing if these are different disks. */
    private static Optional<List<Path>> linked(List<Path> files, Path target) throws IOException {
        List<Path> links = new ArrayList<>();
        for (Path file : files) {
            Path link = target.resolveSibling(file.getFileName());
            try {
                links.add(Files.exists(link) ? link : Files.createLink(link, file));
            } catch (NoSuchFileException e) {
                throw e;
            } catch (IOException | UnsupportedOperationException e) {
                LOG.debug("{} cannot be linked to {}", file, link, e);
                return Optional.empty();
            }
        }
        return Optional.of(links);
    }

    /** Whether these files have little that is not needed any more. */
    private static boolean areWorthKeeping(List<Path> files, HashedTree tree) throws IOException {
        long first = Files.size(files.get(0));
        long others = 0;
        for (Path file : files.subList(1, files.size())) {
            others += Files.size(file);
        }
        return files.size() < MOST_FILES && others <= first / 4 && first <= 2 * tree.bytes();
    }

    /** Puts a zip in the place of the one that is there; the file with its notes is used up. */
    void keep(Archive archive, Path notes) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            keep(archive, notes, Files.createDirectories(folder.get(), LocalFiles.PRIVATE));
            cache.makeRoom();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} is not kept", archive.file(), e);
        }
    }

    private static void keep(Archive archive, Path notes, Path slot) throws IOException {
        String name = UUID.randomUUID().toString();
        Path zip = slot.resolve(name + ZIP);
        Path moved = slot.resolve(name + ".part");
        Set<String> earlier = earlier(notes);
        try {
            for (String file : earlier) {
                // Another run may have removed it meanwhile.
                if (!Files.exists(slot.resolve(file))) {
                    linkOrCopy(notes.resolveSibling(file), slot.resolve(file));
                }
            }
            linkOrCopy(archive.file(), zip);
            Files.move(notes, moved);
            // Whoever finds the notes finds the zip.
            Files.move(moved, slot.resolve(name + NOTES), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(zip);
            Files.deleteIfExists(moved);
            throw e;
        }
        deleteAllBut(name, earlier, slot);
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
    private static void deleteAllBut(String name, Set<String> earlier, Path slot) throws IOException {
        try (Stream<Path> files = Files.list(slot)) {
            for (Path file : files.toList()) {
                String other = file.getFileName().toString();
                if (!other.startsWith(name) && !earlier.contains(other) && !other.equals(CLEAN)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The files that a zip is in beside its own. */
    private static Set<String> earlier(Path notes) throws IOException {
        try (ZipNotes.Reader reader = ZipNotes.Reader.open(notes)) {
            reader.manner();
            return Set.copyOf(reader.files());
        }
    }
}

package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.LocalFiles;
import io.github.lambdaci.artifact.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where on this machine the last zip of each function's code is, if it is large: what has not changed is copied from it. */
public final class ZipCache {
    /** For runs that keep nothing. */
    public static final ZipCache NONE = new ZipCache(Optional.empty(), 0, 0);

    /** The bytes of a tree; less is compressed in a moment, which is not worth room on the disk. */
    private static final long SMALLEST_TREE = 4L << 20;

    private static final long MOST_BYTES = 2L << 30;

    private final Optional<Path> folder;
    private final long smallestTree;
    private final long mostBytes;

    /**
     * A cache in a folder.
     *
     * @param smallestTree the bytes of a tree from which on its zip is kept
     * @param mostBytes how much is kept; the zips that were made last stay
     */
    ZipCache(Optional<Path> folder, long smallestTree, long mostBytes) {
        this.folder = folder;
        this.smallestTree = smallestTree;
        this.mostBytes = mostBytes;
    }

    /** Kept in a user's folder of caches. */
    public static ZipCache in(Path caches) {
        return new ZipCache(Optional.of(caches.resolve("zips")), SMALLEST_TREE, MOST_BYTES);
    }

    /** The place of a function's zip, in whatever account the function is. */
    public ZipSlot slot(String function) {
        String name = Sha256.of(function.getBytes(StandardCharsets.UTF_8)).abbreviated();
        return new ZipSlot(this, folder.map(all -> all.resolve(name)));
    }

    boolean isWorthwhile(long bytes) {
        return bytes >= smallestTree;
    }

    /** Deletes the zips that were made first until what is left is not too much. */
    void makeRoom() throws IOException {
        List<Path> slots = folder.isPresent() ? newestFirst(folder.get()) : List.of();
        long bytes = 0;
        for (Path slot : slots) {
            bytes += size(slot);
            if (bytes > mostBytes) {
                LocalFiles.delete(slot);
            }
        }
    }

    static List<Path> newestFirst(Path folder) throws IOException {
        Map<Path, FileTime> times = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        List<Path> sorted = new ArrayList<>(times.keySet());
        sorted.sort(Comparator.comparing(times::get, Comparator.reverseOrder()));
        return sorted;
    }

    private static long size(Path slot) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(slot)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}

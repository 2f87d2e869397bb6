package io.github.lambdaci.artifact;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Files and links of which there may be hundreds of thousands: an entry is made when it is asked for, and takes memory no longer
 * than that. Kept are the folders that files are in, and names in UTF-8.
 */
public final class TreeEntries extends AbstractList<TreeEntry> implements RandomAccess {
    /** How many have their names in one array. */
    private static final int CHUNK = 256;

    private final List<Chunk> chunks;
    private final List<Folder> folders;
    private final BitSet executable;
    /** What is not in a folder by its own name, or is a link; by its index. */
    private final Map<Integer, TreeEntry> others;

    private final int size;
    private final boolean sorted;

    private TreeEntries(Builder builder) {
        chunks = builder.chunks;
        folders = builder.folders;
        executable = builder.executable;
        others = builder.others;
        size = builder.size;
        sorted = builder.sorted;
    }

    /**
     * Where files are.
     *
     * @param name in the zip, ending with {@code /} unless it is the zip's root
     * @param place as name, below the root
     */
    private record Folder(String name, Path root, String place) {
        TreeEntry file(String ownName, boolean executable) {
            String fileName = name.concat(ownName);
            String filePlace = name.equals(place) ? fileName : place.concat(ownName);
            return new TreeEntry(fileName, root, filePlace, executable, Optional.empty());
        }

        boolean holds(TreeEntry entry, int end) {
            return end == name.length()
                    && entry.name().startsWith(name)
                    && entry.root().equals(root)
                    && entry.place().length() == place.length() + entry.name().length() - end
                    && entry.place().startsWith(place);
        }
    }

    /** Some names, one after the other, each with where it ends and the index of its folder. */
    private static final class Chunk {
        private final int[] ends = new int[CHUNK];
        private final int[] folders = new int[CHUNK];
        private byte[] names = new byte[CHUNK * 16];

        void set(int index, byte[] name, int folder) {
            int start = start(index);
            ends[index] = start + name.length;
            folders[index] = folder;
            if (ends[index] > names.length) {
                names = Arrays.copyOf(names, Math.max(ends[index], names.length * 3 / 2));
            }
            System.arraycopy(name, 0, names, start, name.length);
        }

        String name(int index) {
            int start = start(index);
            return new String(names, start, ends[index] - start, StandardCharsets.UTF_8);
        }

        private int start(int index) {
            return index == 0 ? 0 : ends[index - 1];
        }
    }

    /** The same entries in the order of a zip, which is that of their names. */
    public static TreeEntries sorted(Collection<TreeEntry> entries) {
        if (entries instanceof TreeEntries same && same.sorted) {
            return same;
        }
        List<TreeEntry> all = new ArrayList<>(entries);
        all.sort(Comparator.comparing(TreeEntry::name));
        return of(all);
    }

    /** Whether they are in the order of a zip already. */
    boolean isSorted() {
        return sorted;
    }

    /** First these, then others. */
    public static List<TreeEntry> joined(List<TreeEntry> first, List<TreeEntry> others) {
        return others.isEmpty() ? first : of(first, others);
    }

    @SafeVarargs
    private static TreeEntries of(List<TreeEntry>... lists) {
        Builder builder = new Builder();
        for (List<TreeEntry> entries : lists) {
            entries.forEach(builder::add);
        }
        return builder.build();
    }

    /** Gathers entries. */
    public static final class Builder {
        private static final byte[] NO_NAME = new byte[0];

        private final List<Chunk> chunks = new ArrayList<>();
        private final List<Folder> folders = new ArrayList<>();
        private final BitSet executable = new BitSet();
        private final Map<Integer, TreeEntry> others = new HashMap<>();
        private String last = "";
        private boolean sorted = true;
        private int size;

        /** Adds one, after those before. */
        public void add(TreeEntry entry) {
            if (size % CHUNK == 0) {
                chunks.add(new Chunk());
            }
            int end = entry.name().lastIndexOf('/') + 1;
            String ownName = entry.name().substring(end);
            Chunk chunk = chunks.get(chunks.size() - 1);
            if (entry.linkTarget().isPresent() || !entry.place().endsWith(ownName)) {
                others.put(size, entry);
                chunk.set(size % CHUNK, NO_NAME, 0);
            } else {
                chunk.set(size % CHUNK, ownName.getBytes(StandardCharsets.UTF_8), folder(entry, end));
            }
            executable.set(size, entry.executable());
            sorted &= last.compareTo(entry.name()) <= 0;
            last = entry.name();
            size++;
        }

        /** The index of the one that the last file was in, or of a new one. */
        private int folder(TreeEntry entry, int end) {
            if (folders.isEmpty() || !folders.get(folders.size() - 1).holds(entry, end)) {
                String name = entry.name().substring(0, end);
                String place = entry.place()
                        .substring(0, entry.place().length() - entry.name().length() + end);
                folders.add(new Folder(name, entry.root(), place.equals(name) ? name : place));
            }
            return folders.size() - 1;
        }

        /** All that were added; add no more. */
        public TreeEntries build() {
            return new TreeEntries(this);
        }
    }

    @Override
    public TreeEntry get(int index) {
        TreeEntry other = others.get(index);
        if (other != null) {
            return other;
        }
        Chunk chunk = chunks.get(index / CHUNK);
        Folder folder = folders.get(chunk.folders[index % CHUNK]);
        return folder.file(chunk.name(index % CHUNK), executable.get(index));
    }

    @Override
    public int size() {
        return size;
    }
}

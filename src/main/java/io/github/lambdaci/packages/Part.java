package io.github.lambdaci.packages;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * A package or a file, and how large it is unzipped.
 *
 * @param name its name
 * @param bytes its size
 */
public record Part(String name, long bytes) {
    private static final Comparator<Part> LARGEST_FIRST = Part::compareBySize;

    /** Comparators that are put together write classes of their own when they are first used. */
    private static int compareBySize(Part one, Part other) {
        int larger = Long.compare(other.bytes, one.bytes);
        return larger != 0 ? larger : one.name.compareTo(other.name);
    }

    /** Parts by their sizes, the largest first. */
    static List<Part> sorted(Map<String, Long> sizes) {
        return sizes.entrySet().stream()
                .map(entry -> new Part(entry.getKey(), entry.getValue()))
                .sorted(LARGEST_FIRST)
                .toList();
    }

    /** The largest of some parts, the largest first. Not all are sorted: there can be tens of thousands. */
    public static List<Part> largest(Stream<Part> parts, int atMost) {
        Queue<Part> smallestFirst = new PriorityQueue<>(LARGEST_FIRST.reversed());
        parts.forEach(part -> {
            smallestFirst.add(part);
            if (smallestFirst.size() > atMost) {
                smallestFirst.remove();
            }
        });
        return smallestFirst.stream().sorted(LARGEST_FIRST).toList();
    }

    /** The size of all. */
    public static long sum(List<Part> parts) {
        return parts.stream().mapToLong(Part::bytes).sum();
    }
}

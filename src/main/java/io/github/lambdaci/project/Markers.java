package io.github.lambdaci.project;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Tells whether any of some markers is in a text, in one pass.
 *
 * <p>After the idea of Wu and Manber, "A fast algorithm for multi-pattern searching" (1994): of each marker there is an
 * end of the same length, so that looking at three characters now and then is enough to see one of them. They are ends,
 * because these are rarer than beginnings, and looked at in steps that do not depend on what is seen: a processor works
 * on several of those at once.
 */
final class Markers {
    private static final int LOOKED_AT = 3;
    private static final int HASHES = 1 << 15;
    private static final Place[] NOWHERE = {};

    private final int longest;
    private final int step;
    private final boolean[] isPartOfOne = new boolean[HASHES];
    private final Place[][] places = new Place[HASHES][];

    /** A marker, and how many of its characters are after those that were looked at. */
    private record Place(String marker, int after) {
        boolean isIn(byte[] text, int length, int end) {
            int start = end + after + 1 - marker.length();
            if (start < 0 || end + after >= length) {
                return false;
            }
            int same = 0;
            while (same < marker.length() && text[start + same] == marker.charAt(same)) {
                same++;
            }
            return same == marker.length();
        }
    }

    /** For markers of ASCII characters, of which none is shorter than what is looked at. */
    Markers(List<String> markers) {
        longest = markers.stream().mapToInt(String::length).max().orElseThrow();
        step = markers.stream().mapToInt(String::length).min().orElseThrow() - LOOKED_AT + 1;
        Arrays.fill(places, NOWHERE);
        markers.forEach(this::add);
    }

    private void add(String marker) {
        byte[] bytes = marker.getBytes(StandardCharsets.US_ASCII);
        for (int after = 0; after < step; after++) {
            int hash = hash(bytes, bytes.length - 1 - after);
            isPartOfOne[hash] = true;
            places[hash] = Arrays.copyOf(places[hash], places[hash].length + 1);
            places[hash][places[hash].length - 1] = new Place(marker, after);
        }
    }

    /** The size of the longest marker. */
    int longest() {
        return longest;
    }

    /** Whether there is one at the beginning of a buffer. */
    boolean isOneIn(byte[] text, int length) {
        for (int end = LOOKED_AT - 1; end < length; end += step) {
            int hash = hash(text, end);
            if (isPartOfOne[hash] && isOneAt(text, length, end, places[hash])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneAt(byte[] text, int length, int end, Place[] places) {
        for (Place place : places) {
            if (place.isIn(text, length, end)) {
                return true;
            }
        }
        return false;
    }

    private static int hash(byte[] text, int end) {
        return (text[end - 2] << 10 ^ text[end - 1] << 5 ^ text[end]) & HASHES - 1;
    }
}

package io.github.lambdaci.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeEntriesTests {
    private static final Path ROOT = Path.of("/project");
    private static final List<String> FOLDERS = List.of("", "a/", "a/b/", "a-b/", "a/\u00fc/", "b/");
    private static final List<String> PREFIXES = List.of("", "", "", "lib/", "a/");

    private final Random random = new Random(1);

    private static TreeEntries built(List<TreeEntry> entries) {
        TreeEntries.Builder builder = new TreeEntries.Builder();
        entries.forEach(builder::add);
        return builder.build();
    }

    private List<TreeEntry> entries(int count) {
        List<TreeEntry> entries = new ArrayList<>();
        while (entries.size() < count) {
            entries.add(entry(entries.size()));
        }
        return entries;
    }

    /** In a folder, in one that is elsewhere in the zip, with another name there, alone, or a link. */
    private TreeEntry entry(int number) {
        Path root = random.nextInt(10) == 0 ? Path.of("/elsewhere") : ROOT;
        String place = one(FOLDERS)
                + "x".repeat(random.nextInt(100))
                + number
                + one(List.of("", ".py", "\u20ac", "\ud83d\ude00"));
        TreeEntry usual = new TreeEntry(place, root, place, random.nextBoolean(), Optional.empty());
        return switch (random.nextInt(12)) {
            case 0 -> new TreeEntry(place, root, place, false, Optional.of("target"));
            case 1 -> new TreeEntry(place, root.resolve(place), "", random.nextBoolean(), Optional.empty());
            case 2 -> usual.withName("renamed/" + number);
            default -> usual.withName(one(PREFIXES) + place);
        };
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void entriesAreThoseThatWereAdded() {
        for (int count : List.of(0, 1, 255, 256, 257, 3_000)) {
            List<TreeEntry> entries = entries(count);

            assertThat(built(entries)).isEqualTo(entries);
            assertThat(TreeEntries.joined(entries, List.of())).isSameAs(entries);
            assertThat(TreeEntries.joined(entries.subList(0, count / 2), entries.subList(count / 2, count)))
                    .isEqualTo(entries);
        }
    }

    @Test
    void sortedByNameWhateverTheirOrderWas() {
        List<TreeEntry> entries = entries(1_000);
        List<TreeEntry> expected =
                entries.stream().sorted(Comparator.comparing(TreeEntry::name)).toList();

        TreeEntries sorted = TreeEntries.sorted(built(entries));
        assertThat(sorted).isEqualTo(expected);
        assertThat(TreeEntries.sorted(sorted)).isSameAs(sorted);
        Collections.reverse(entries);
        assertThat(TreeEntries.sorted(entries)).isEqualTo(expected);
    }
}

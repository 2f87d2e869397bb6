package io.github.lambdaci.packages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Finds folders with tests that no other code refers to.
 *
 * <p>A folder counts as one if it has the name of one, holds what looks like a test, and neither code outside of such
 * folders nor code in one that is needed itself refers to it. In doubt it stays.
 */
final class TestFolders {
    private final PackageFolder folder;
    private final Conventions conventions;
    private final Set<String> names;

    /** What of this each language has its own ways for. */
    interface Conventions {
        /** Names that folders with tests have. */
        Set<String> folderNames();

        /** Whether a folder of such a name is something else after all. */
        boolean isPackage(String testFolder, Set<String> names);

        /** Whether a file in a folder of such a name looks like a test. */
        boolean isTest(String fileName, Supplier<String> text);

        /** Whether a file may refer to folders. */
        boolean isCode(String name);

        /** Paths that a file refers to, relative to the folder of the packages. */
        Set<String> references(String name, String text);
    }

    TestFolders(PackageFolder folder, Conventions conventions, Set<String> names) {
        this.folder = folder;
        this.conventions = conventions;
        this.names = names;
    }

    /** Folders that can go, each ending with {@code /}. */
    Set<String> find() {
        Set<String> candidates = candidates();
        if (candidates.isEmpty()) {
            return candidates;
        }
        Set<String> kept = new HashSet<>();
        Deque<String> toRead = new ArrayDeque<>();
        names.stream()
                .filter(conventions::isCode)
                .filter(name -> around(name, candidates).isEmpty())
                .forEach(toRead::add);
        while (!toRead.isEmpty()) {
            String name = toRead.remove();
            for (String reference : conventions.references(name, text(name))) {
                Optional<String> needed = around(reference + "/", candidates).filter(kept::add);
                // What a needed folder refers to is needed, too.
                needed.ifPresent(found -> names.stream().filter(isCodeIn(found)).forEach(toRead::add));
            }
        }
        candidates.removeAll(kept);
        return candidates;
    }

    private Predicate<String> isCodeIn(String testFolder) {
        return name -> name.startsWith(testFolder) && conventions.isCode(name);
    }

    /** The outermost folder with tests around a file. */
    private static Optional<String> around(String name, Set<String> candidates) {
        return candidates.stream().filter(name::startsWith).findFirst();
    }

    private Set<String> candidates() {
        Set<String> named = new TreeSet<>();
        for (String name : names) {
            int end = name.indexOf('/');
            for (int start = 0; end >= 0; start = end + 1, end = name.indexOf('/', start)) {
                if (conventions.folderNames().contains(name.substring(start, end))) {
                    named.add(name.substring(0, end + 1));
                }
            }
        }
        named.removeIf(testFolder -> conventions.isPackage(testFolder, names) || !looksLikeTests(testFolder));
        // Sorted, so that a folder comes before those inside of it.
        Set<String> outermost = new TreeSet<>();
        for (String testFolder : named) {
            if (around(testFolder, outermost).isEmpty()) {
                outermost.add(testFolder);
            }
        }
        return outermost;
    }

    private boolean looksLikeTests(String testFolder) {
        return names.stream()
                .filter(name -> name.startsWith(testFolder))
                .anyMatch(name -> conventions.isTest(name.substring(name.lastIndexOf('/') + 1), () -> text(name)));
    }

    private String text(String name) {
        return folder.text(name);
    }
}

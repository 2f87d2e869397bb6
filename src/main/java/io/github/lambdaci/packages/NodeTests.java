package io.github.lambdaci.packages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Node.js's packages name tests and refer to files. */
final class NodeTests implements TestFolders.Conventions {
    private static final Set<String> FOLDERS = Set.of("test", "tests", "__tests__");
    private static final Pattern TEST =
            Pattern.compile("(?:.*[._-])?(?:tests?|specs?)(?:[._-].*)?\\.[cm]?[jt]sx?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCRIPT = Pattern.compile(".*\\.[cm]?js");
    private static final Pattern TEST_LIBRARY = Pattern.compile(
            "['\"](?:node:)?(?:assert|test|tape|tap|ava|mocha|chai|vows|expect\\.js|vitest|@jest/globals)['\"]"
                    + "|\\bdescribe\\s*\\(");
    private static final Pattern LITERAL = Pattern.compile("['\"`]([\\w@./*-]*tests?[\\w./*-]*)['\"`]");
    private static final Pattern PACKAGE = Pattern.compile("(?:.*/node_modules/|^)(?:@[^/]+/)?[^/]+/");

    @Override
    public Set<String> folderNames() {
        return FOLDERS;
    }

    /** Npm has packages of these names, and packages have packages of their own in them. */
    @Override
    public boolean isPackage(String testFolder, Set<String> names) {
        return PACKAGE.matcher(testFolder).matches() || names.contains(testFolder + "package.json");
    }

    @Override
    public boolean isTest(String fileName, Supplier<String> text) {
        return TEST.matcher(fileName).matches()
                || (SCRIPT.matcher(fileName).matches()
                        && TEST_LIBRARY.matcher(text.get()).find());
    }

    @Override
    public boolean isCode(String name) {
        return SCRIPT.matcher(name).matches() || name.endsWith("/package.json");
    }

    @Override
    public Set<String> references(String name, String text) {
        Set<String> paths = new HashSet<>();
        if (name.endsWith("/package.json")) {
            EntryPoints.of(text).forEach(path -> paths.add(resolve(name, path)));
            return paths;
        }
        Matcher literal = LITERAL.matcher(text);
        while (literal.find()) {
            String path = literal.group(1);
            if (path.startsWith(".") || path.startsWith("/")) {
                // Behind __dirname, a path starts with a slash.
                paths.add(resolve(name, path));
            } else {
                paths.addAll(inPackages(name, path));
            }
        }
        return paths;
    }

    private static String resolve(String file, String path) {
        Deque<String> folders = new ArrayDeque<>();
        for (String step : (file.substring(0, file.lastIndexOf('/') + 1) + path).split("/", -1)) {
            if (step.equals("..")) {
                folders.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                folders.add(step);
            }
        }
        return String.join("/", folders);
    }

    /** Where Node.js looks for a file of a package: in the folders around the file that names it. */
    private static Set<String> inPackages(String file, String path) {
        Set<String> paths = new HashSet<>(Set.of(path));
        for (int end = file.lastIndexOf('/'); end >= 0; end = file.lastIndexOf('/', end - 1)) {
            paths.add(file.substring(0, end) + "/node_modules/" + path);
        }
        return paths;
    }
}

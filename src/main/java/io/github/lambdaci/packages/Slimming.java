package io.github.lambdaci.packages;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What was saved by leaving out what no import needs.
 *
 * @param before the size of the packages before
 * @param after the size of the packages after
 */
public record Slimming(long before, long after) {
    private static final Pattern SHARED_OBJECT = Pattern.compile(".*\\.(?:so(?:\\.[\\d.]+)?|node)");

    /** Removes byte code, tests, type stubs, notes of installers, and debug symbols of shared objects. */
    public static Slimming apply(PackageFolder folder) {
        if (!folder.exists()) {
            return new Slimming(0, 0);
        }
        long before = folder.bytes();
        try {
            Set<String> ballast = Ballast.in(folder);
            folder.remove(ballast);
            Set<String> stripped = strip(folder);
            if (folder.language() == Language.PYTHON) {
                updateRecords(folder, stripped);
            }
        } catch (IOException e) {
            throw WorkspaceException.of("slimming the packages", e);
        }
        return new Slimming(before, folder.bytes());
    }

    private static Set<String> strip(PackageFolder folder) throws IOException {
        Set<String> stripped = new TreeSet<>();
        for (String name : folder.names()) {
            boolean isObject = SHARED_OBJECT.matcher(name).matches() && !Files.isSymbolicLink(folder.file(name));
            if (isObject && SharedObject.strip(folder.file(name))) {
                stripped.add(name);
            }
        }
        return stripped;
    }

    /** Lets RECORD name what is there: importlib.metadata tells files, and with them packages, by it. */
    private static void updateRecords(PackageFolder folder, Set<String> stripped) throws IOException {
        Set<String> names = folder.names();
        for (Distribution distribution : Distribution.in(folder.path())) {
            List<String> lines = new ArrayList<>();
            for (RecordLine line : distribution.lines()) {
                String name = line.inPackages();
                if (names.contains(name)) {
                    lines.add((stripped.contains(name) ? line.updated(folder.file(name)) : line).toString());
                }
            }
            // Anew, and not in place: it can be a hard link to a file in an installer's cache.
            Files.delete(distribution.record());
            Files.write(distribution.record(), lines);
        }
    }
}

package io.github.lambdaci.packages;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was left out because the runtime has it.
 *
 * @param packages what was there
 * @param unknown names that no package has
 */
public record Omission(List<Part> packages, List<String> unknown) {
    /** Removes packages, and nothing that another package has as well. */
    public static Omission apply(PackageFolder folder, List<String> names) {
        if (names.isEmpty() || !folder.exists()) {
            return new Omission(List.of(), names);
        }
        try {
            Map<String, Set<String>> files = filesByPackage(folder);
            Map<String, Long> omitted = new TreeMap<>();
            List<String> unknown = new ArrayList<>();
            for (String name : names) {
                List<String> matching = files.keySet().stream()
                        .filter(found -> folder.language().isMeant(name, found))
                        .toList();
                matching.forEach(found -> omitted.put(found, 0L));
                if (matching.isEmpty()) {
                    unknown.add(name);
                }
            }
            omitted.replaceAll((name, none) -> size(folder, files.getOrDefault(name, Set.of())));
            folder.remove(removable(folder.language(), omitted.keySet(), files));
            return new Omission(Part.sorted(omitted), List.copyOf(unknown));
        } catch (IOException e) {
            throw WorkspaceException.of("leaving out packages", e);
        }
    }

    private static Map<String, Set<String>> filesByPackage(PackageFolder folder) throws IOException {
        Set<String> names = folder.names();
        if (folder.language() == Language.PYTHON) {
            Map<String, Set<String>> files = new TreeMap<>();
            for (Distribution distribution : Distribution.in(folder.path())) {
                Set<String> own = new HashSet<>(distribution.files());
                names.stream().filter(name -> own.contains(source(name))).forEach(own::add);
                own.retainAll(names);
                files.put(distribution.name(), own);
            }
            return files;
        }
        Map<String, Set<String>> files = new TreeMap<>();
        names.forEach(name -> around(name)
                .forEach(found ->
                        files.computeIfAbsent(found, none -> new HashSet<>()).add(name)));
        return files;
    }

    /** The Node.js packages that have a file: its own, and those whose {@code node_modules} that one is in. */
    private static List<String> around(String name) {
        return Arrays.stream(("/" + name).split("/node_modules/|^/"))
                .filter(path -> !path.isEmpty())
                .map(path -> path.split("/"))
                .map(folders ->
                        folders[0].startsWith("@") && folders.length > 1 ? folders[0] + "/" + folders[1] : folders[0])
                .toList();
    }

    /** The module that a file holds the byte code of, which RECORD does not name if it was compiled later. */
    private static String source(String name) {
        return name.replaceFirst("(^|/)__pycache__/([^/.]+)\\.[^/]*pyc$", "$1$2.py");
    }

    private static Set<String> removable(Language language, Set<String> omitted, Map<String, Set<String>> files) {
        Set<String> removed = new TreeSet<>();
        omitted.forEach(name -> removed.addAll(files.getOrDefault(name, Set.of())));
        if (language == Language.PYTHON) {
            // Distributions can share a file, such as the __init__.py of a namespace.
            files.forEach((name, own) -> {
                if (!omitted.contains(name)) {
                    removed.removeAll(own);
                }
            });
        }
        return removed;
    }

    private static long size(PackageFolder folder, Set<String> files) {
        return folder.entries().stream()
                .filter(entry -> files.contains(entry.name()))
                .mapToLong(PackageFolder::bytes)
                .sum();
    }
}

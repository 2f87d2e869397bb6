package io.github.lambdaci.project;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the files of packages that were installed among the sources, as by {@code pip install --target}. */
final class InstalledPackages {
    /** "Recording installed projects" in the Python packaging specifications. */
    private static final Pattern RECORD = Pattern.compile("(.*/)?[^/]+\\.dist-info/RECORD");

    private static final Pattern RECORDED = Pattern.compile("\"?(.+?)\"?,[^,]*,\\d*");
    private static final Pattern NODE_MODULE = Pattern.compile("(?:.*/)?node_modules/.*");

    private InstalledPackages() {}

    /** Tells by their names which files are of such a package. */
    static Predicate<String> filesIn(List<TreeEntry> entries) {
        Set<String> recorded = entries.stream()
                .filter(entry -> entry.name().endsWith("/RECORD"))
                .flatMap(InstalledPackages::recorded)
                .collect(Collectors.toUnmodifiableSet());
        return name -> recorded.contains(name)
                || (name.contains("node_modules/") && NODE_MODULE.matcher(name).matches());
    }

    private static Stream<String> recorded(TreeEntry entry) {
        Matcher record = RECORD.matcher(entry.name());
        if (!record.matches()) {
            return Stream.empty();
        }
        String folder = record.group(1) == null ? "" : record.group(1);
        return lines(entry.file()).stream()
                .map(RECORDED::matcher)
                .filter(Matcher::matches)
                .map(line -> folder + line.group(1));
    }

    private static List<String> lines(Path record) {
        try {
            return Files.readString(record, StandardCharsets.ISO_8859_1).lines().toList();
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + record, e);
        }
    }
}

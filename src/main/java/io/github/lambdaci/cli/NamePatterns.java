package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Names of functions, or patterns of such, as in {@code mail-*}. */
record NamePatterns(List<String> patterns) {
    static NamePatterns of(List<String> patterns) {
        return new NamePatterns(patterns);
    }

    /**
     * Those of some names that any of the patterns fits, in their order; all, if there is no pattern.
     *
     * @param file where the names are from
     * @throws ProjectException if a pattern fits none
     */
    List<String> choose(Collection<String> names, Path file) {
        for (String pattern : patterns) {
            if (names.stream().noneMatch(fits(pattern))) {
                throw new ProjectException(
                        file + " has no function '" + pattern + "'", "it has: " + String.join(", ", names));
            }
        }
        return names.stream()
                .filter(name -> patterns.isEmpty()
                        || patterns.stream().anyMatch(pattern -> fits(pattern).test(name)))
                .toList();
    }

    private static Predicate<String> fits(String pattern) {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return name -> name.equals(pattern) || matcher.matches(Path.of(name));
    }
}

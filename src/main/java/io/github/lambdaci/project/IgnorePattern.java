package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * A line in the syntax of {@code .gitignore}.
 *
 * @param rule what matches paths
 * @param isSpecific whether its last part is more than wildcards
 * @param part what all that it matches has somewhere, which is faster to look for
 * @param ending what all that it matches ends with
 */
record IgnorePattern(FastIgnoreRule rule, boolean isSpecific, String part, String ending) {
    private static final Pattern LAST_PART_WITH_A_LETTER = Pattern.compile(".*[\\p{L}\\p{N}][^/]*/*");
    /** A name of a file or a folder, anywhere, with wildcards in it. */
    private static final Pattern NAME = Pattern.compile("!?([^/\\\\!#\\s]+)/?");
    /** Sets of characters may have brackets in them, so that all from the first to the last is taken for one. */
    private static final Pattern WILDCARDS = Pattern.compile("[*?]+|\\[.*\\]");

    /** Reads a line; nothing if it is empty or a comment. */
    static Optional<IgnorePattern> of(String line, String origin) {
        if (line.isBlank() || line.startsWith("#")) {
            return Optional.empty();
        }
        FastIgnoreRule rule = new FastIgnoreRule(line);
        if (rule.isEmpty()) {
            throw new ProjectException(
                    "'" + line + "' in " + origin + " is not a pattern",
                    "patterns are those of .gitignore, as in *.md, docs/ or !docs/needed.md");
        }
        Matcher name = NAME.matcher(line);
        List<String> parts = name.matches() ? List.of(WILDCARDS.split(name.group(1), -1)) : List.of("");
        return Optional.of(new IgnorePattern(
                rule,
                LAST_PART_WITH_A_LETTER.matcher(line.stripTrailing()).matches(),
                Collections.max(parts, Comparator.comparing(String::length)),
                parts.get(parts.size() - 1)));
    }

    boolean matches(String name, boolean isFolder) {
        return name.endsWith(ending) && name.contains(part) && rule.isMatch(name, isFolder, true);
    }

    /** Whether any name that ends with a character is matched. */
    boolean mayEndWith(char last) {
        return ending.isEmpty() || ending.charAt(ending.length() - 1) == last;
    }

    boolean isNegated() {
        return rule.getNegation();
    }
}

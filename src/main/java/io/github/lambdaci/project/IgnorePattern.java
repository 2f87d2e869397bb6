package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * A line in the syntax of {@code .gitignore}.
 *
 * @param rule what matches paths
 * @param isSpecific whether its last part is more than wildcards
 * @param ending what all that it matches ends with, which is faster to look for
 */
record IgnorePattern(FastIgnoreRule rule, boolean isSpecific, String ending) {
    private static final Pattern LAST_PART_WITH_A_LETTER = Pattern.compile(".*[\\p{L}\\p{N}][^/]*/*");
    /** One part, for a file or a folder of this name anywhere. After wildcards, what it matches ends with the rest. */
    private static final Pattern NAME = Pattern.compile("!?(?:[^/\\\\]*[*?\\]])?([^/\\\\*?\\[\\]!#\\s]*)/?");

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
        return Optional.of(new IgnorePattern(
                rule,
                LAST_PART_WITH_A_LETTER.matcher(line.stripTrailing()).matches(),
                name.matches() ? name.group(1) : ""));
    }

    boolean matches(String name, boolean isFolder) {
        return name.endsWith(ending) && rule.isMatch(name, isFolder, true);
    }

    boolean isNegated() {
        return rule.getNegation();
    }
}

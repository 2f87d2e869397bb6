package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * A line in the syntax of {@code .gitignore}.
 *
 * @param rule what matches paths
 * @param isSpecific whether its last part is more than wildcards
 */
record IgnorePattern(FastIgnoreRule rule, boolean isSpecific) {
    private static final Pattern LAST_PART_WITH_A_LETTER = Pattern.compile(".*[\\p{L}\\p{N}][^/]*/*");

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
        return Optional.of(new IgnorePattern(
                rule, LAST_PART_WITH_A_LETTER.matcher(line.stripTrailing()).matches()));
    }

    boolean matches(String name, boolean isFolder) {
        return rule.isMatch(name, isFolder, true);
    }

    boolean isNegated() {
        return rule.getNegation();
    }
}

package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnorePatternTests {
    private static final List<String> OF_PATTERNS = List.of(
            "a", "b", ".", ".py", "*", "?", "/", "[ab]", "[!a]", "[]b]", "[a-c", "]", "!", "\\", "\\*", "**", " ", "#");
    private static final List<String> OF_NAMES = List.of("a", "b", ".", ".py", "/", "c", "]", "[", "!", "*", "#", "-");

    private final Random random = new Random(1);

    private static IgnorePattern pattern(String line) {
        return IgnorePattern.of(line, "here").orElseThrow();
    }

    /** What is looked for first may only spare the rule what it would not match. */
    @Test
    void whatIsFasterToLookForChangesNothing() {
        int matched = 0;
        for (String line : some(OF_PATTERNS, 4_000)) {
            FastIgnoreRule rule = new FastIgnoreRule(line);
            if (line.isBlank() || line.startsWith("#") || rule.isEmpty()) {
                continue;
            }
            IgnorePatterns patterns = IgnorePatterns.of(List.of(line), "here");
            for (String name : some(OF_NAMES, 100)) {
                if (("/" + name + "/").contains("//")) {
                    continue; // No path is like that.
                }
                boolean matches = rule.isMatch(name, true, true);
                assertThat(patterns.deciding(name, true).isPresent())
                        .as("%s for %s", line, name)
                        .isEqualTo(matches);
                matched += matches ? 1 : 0;
            }
        }
        assertThat(matched).isGreaterThan(10_000);
    }

    private List<String> some(List<String> parts, int count) {
        List<String> made = new ArrayList<>();
        while (made.size() < count) {
            StringBuilder one = new StringBuilder();
            for (int length = 1 + random.nextInt(5); length > 0; length--) {
                one.append(parts.get(random.nextInt(parts.size())));
            }
            made.add(one.toString());
        }
        return made;
    }

    @ParameterizedTest
    @CsvSource({
        "*.pyc, .pyc, .pyc",
        "!.env, .env, .env",
        ".env.*, .env., ''",
        ".*.sw[a-p], .sw, ''",
        "cdk.out/, cdk.out, cdk.out",
        "a[]b]long?c, long, c",
        "docs/*.md, '', ''",
    })
    void whatIsLookedForFirst(String line, String part, String ending) {
        assertThat(pattern(line).part()).isEqualTo(part);
        assertThat(pattern(line).ending()).isEqualTo(ending);
    }
}

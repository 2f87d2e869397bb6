package io.github.lambdaci.console;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How much the reader's terminal can show.
 *
 * @param columns its width; 0 for plain lines, as in a CI log or a file
 * @param unicode whether it shows more than ASCII
 */
public record Terminal(int columns, boolean unicode) {
    /** Plain lines of ASCII: no colour, no symbols, no progress bars. */
    public static final Terminal PLAIN = new Terminal(0, false);

    /**
     * What the terminal can show, going by the conventions of no-color.org, terminfo and the CI services.
     *
     * @param columns the width of the terminal that stderr is, or 0 if it is none
     * @param charset what is written to it in
     */
    public static Terminal of(Map<String, String> environment, int columns, Charset charset) {
        boolean plain = columns <= 0
                || isSet(environment, "NO_COLOR")
                || isSet(environment, "CI")
                || "dumb".equals(environment.get("TERM"));
        return plain ? PLAIN : new Terminal(columns, charset.equals(StandardCharsets.UTF_8));
    }

    /** Whether colours and progress bars are shown. */
    public boolean isLively() {
        return columns > 0;
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }
}

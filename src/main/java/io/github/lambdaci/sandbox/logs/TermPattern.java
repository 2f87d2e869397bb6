package io.github.lambdaci.sandbox.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terms that a message must hold: all plain ones, one of those with a question mark, none of those with a minus. */
record TermPattern(List<String> all, List<String> any, List<String> none) implements FilterPattern {
    private static final Pattern TERM = Pattern.compile("([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    static TermPattern parse(String pattern) {
        TermPattern terms = new TermPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Matcher matcher = TERM.matcher(pattern);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            String term = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            if (quoted == null && !WORD.matcher(term).matches()) {
                throw LogErrors.invalid("Invalid character(s) in term '" + term + "'");
            }
            terms.list(matcher.group(1)).add(term);
        }
        return terms;
    }

    private List<String> list(String sign) {
        return switch (sign) {
            case "?" -> any;
            case "-" -> none;
            default -> all;
        };
    }

    @Override
    public boolean matches(String message) {
        // Beside other terms, those with a question mark count for nothing.
        boolean alone = all.isEmpty() && none.isEmpty();
        return all.stream().allMatch(message::contains)
                && none.stream().noneMatch(message::contains)
                && (!alone || any.isEmpty() || any.stream().anyMatch(message::contains));
    }
}

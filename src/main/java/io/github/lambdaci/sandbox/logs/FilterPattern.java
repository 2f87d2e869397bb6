package io.github.lambdaci.sandbox.logs;

import io.github.lambdaci.sandbox.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terms that a message must hold: all plain ones, one of those with a question mark, none of those with a minus. */
record FilterPattern(List<String> all, List<String> any, List<String> none) {
    private static final Pattern TERM = Pattern.compile("([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");

    static FilterPattern parse(String pattern) {
        String stripped = pattern.strip();
        if (stripped.startsWith("{") || stripped.startsWith("[") || stripped.startsWith("%")) {
            throw AwsError.notImplemented("filter patterns for JSON, columns or regular expressions");
        }
        FilterPattern terms = new FilterPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Matcher matcher = TERM.matcher(stripped);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            String term = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
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

    boolean matches(String message) {
        return all.stream().allMatch(message::contains)
                && none.stream().noneMatch(message::contains)
                && (any.isEmpty() || any.stream().anyMatch(message::contains));
    }
}

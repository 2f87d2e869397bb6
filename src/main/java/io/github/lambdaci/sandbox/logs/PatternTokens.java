package io.github.lambdaci.sandbox.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a filter pattern for JSON, one after the other. */
final class PatternTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|%[^%]*%|\\$(?:\\.?\\['[^']*']|\\.?\\[\"[^\"]*\"]|[^\\s=!<>&|(){}])*"
                    + "|&&|\\|\\||!=|<=|>=|[{}()=<>]|[\\w.*:/+-]+)");
    private static final Set<String> OPERATORS = Set.of("=", "!=", "<", ">", "<=", ">=");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    PatternTokens(String pattern) {
        Matcher matcher = TOKEN.matcher(pattern);
        int end = 0;
        while (end < pattern.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!pattern.substring(end).isBlank()) {
            throw refused();
        }
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String takeNext() {
        String token = peek();
        next++;
        return token;
    }

    boolean takeIf(String token) {
        boolean there = peek().equals(token);
        next += there ? 1 : 0;
        return there;
    }

    void take(String token) {
        if (!takeIf(token)) {
            throw refused();
        }
    }

    void takeEnd() {
        if (next < tokens.size()) {
            throw refused();
        }
    }

    String takeSelector() {
        if (!peek().startsWith("$")) {
            throw refused();
        }
        return takeNext();
    }

    String takeOperator() {
        if (!OPERATORS.contains(peek())) {
            throw refused();
        }
        return takeNext();
    }

    String takeValue() {
        String value = takeNext();
        if (value.isEmpty() || value.startsWith("$") || "{}()&&||!==<>=".contains(value)) {
            throw refused();
        }
        return value;
    }

    private static RuntimeException refused() {
        return LogErrors.invalid("Invalid filter pattern");
    }
}

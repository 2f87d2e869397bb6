package io.github.lambdaci.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lambdaci.failure.ProjectException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a function's answer must be like.
 *
 * <p>Either {@code /regex/}, which must be found in the answer's text, or a JSON value: of an object, the answer must have
 * every member, each as expected, and may have more; everything else must be equal.
 */
public final class Expectation {
    // Numbers are compared by their value: 1 is 1.0, and 0.1 is just that.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String text;
    private final Predicate<String> met;

    private Expectation(String text, Predicate<String> met) {
        this.text = text;
        this.met = met;
    }

    /**
     * Reads an expectation.
     *
     * @throws ProjectException if it is neither JSON nor {@code /regex/}
     */
    public static Expectation of(String text) {
        if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
            Pattern pattern = pattern(text);
            return new Expectation(text, answer -> pattern.matcher(answer).find());
        }
        JsonNode expected = parse(text)
                .orElseThrow(() -> new ProjectException(
                        "'" + text + "' is neither a JSON value nor /regex/",
                        "as in '{\"status\": \"ok\"}', '\"ok\"' (a string has its quotes) or '/ok|ready/'"));
        return new Expectation(
                text,
                answer -> parse(answer).filter(found -> has(found, expected)).isPresent());
    }

    /** Whether an answer, JSON, is as expected. */
    public boolean isMetBy(String answer) {
        return met.test(answer);
    }

    /** As it was given. */
    @Override
    public String toString() {
        return text;
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text.substring(1, text.length() - 1));
        } catch (PatternSyntaxException e) {
            throw new ProjectException(
                    "'" + text + "' is not a regular expression: " + e.getDescription(),
                    "see the syntax of java.util.regex.Pattern");
        }
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean has(JsonNode found, JsonNode expected) {
        if (expected.isObject()) {
            return found.isObject()
                    && expected.properties().stream()
                            .allMatch(member ->
                                    found.has(member.getKey()) && has(found.get(member.getKey()), member.getValue()));
        }
        return found.equals(Expectation::compare, expected);
    }

    /** As {@link JsonNode#equals} needs it: 0 for what is equal. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}

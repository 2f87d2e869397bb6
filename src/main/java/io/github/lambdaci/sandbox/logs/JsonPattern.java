package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.util.function.Predicate;

/** Conditions on the fields of messages that are JSON objects, as in {@code { $.level = "error" && $.order > 7 }}. */
final class JsonPattern implements FilterPattern {
    private final PatternTokens tokens;
    private final Predicate<JsonNode> condition;

    private JsonPattern(String pattern) {
        tokens = new PatternTokens(pattern);
        tokens.take("{");
        condition = alternatives();
        tokens.take("}");
        tokens.takeEnd();
    }

    static JsonPattern parse(String pattern) {
        return new JsonPattern(pattern);
    }

    @Override
    public boolean matches(String message) {
        try {
            JsonNode event = Json.mapper().readTree(message);
            return event.isObject() && condition.test(event);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private Predicate<JsonNode> alternatives() {
        Predicate<JsonNode> any = all();
        while (tokens.takeIf("||")) {
            any = any.or(all());
        }
        return any;
    }

    private Predicate<JsonNode> all() {
        Predicate<JsonNode> all = single();
        while (tokens.takeIf("&&")) {
            all = all.and(single());
        }
        return all;
    }

    private Predicate<JsonNode> single() {
        if (tokens.takeIf("(")) {
            Predicate<JsonNode> inner = alternatives();
            tokens.take(")");
            return inner;
        }
        JsonSelector selector = JsonSelector.parse(tokens.takeSelector());
        if (tokens.takeIf("NOT")) {
            tokens.take("EXISTS");
            return event -> selector.of(event).isMissingNode();
        }
        return tokens.takeIf("IS") ? constant(selector) : comparison(selector);
    }

    private Predicate<JsonNode> constant(JsonSelector selector) {
        if (tokens.takeIf("NULL")) {
            return event -> selector.of(event).isNull();
        }
        if (tokens.takeIf("TRUE")) {
            return event -> selector.of(event).isBoolean() && selector.of(event).asBoolean();
        }
        tokens.take("FALSE");
        return event -> selector.of(event).isBoolean() && !selector.of(event).asBoolean();
    }

    private Predicate<JsonNode> comparison(JsonSelector selector) {
        String operator = tokens.takeOperator();
        Predicate<JsonNode> wanted = JsonComparison.of(operator, tokens.takeValue());
        return event -> {
            JsonNode value = selector.of(event);
            return value.isValueNode() && wanted.test(value);
        };
    }
}

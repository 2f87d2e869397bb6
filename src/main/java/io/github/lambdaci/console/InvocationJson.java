package io.github.lambdaci.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lambdaci.account.Invocation;

/** Writes an invocation as the JSON document that {@code docs/invocation.schema.json} describes. */
public final class InvocationJson {
    // In ASCII, so that the document is the same whatever stdout's encoding is; numbers stay as they were written.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private InvocationJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(Invocation invocation) {
        ObjectNode root = JSON.createObjectNode();
        root.put("statusCode", invocation.status());
        root.put("executedVersion", invocation.executedVersion().isEmpty() ? null : invocation.executedVersion());
        root.put("functionError", invocation.functionError().orElse(null));
        root.set("payload", payload(invocation));
        root.put("log", invocation.logTail().orElse(null));
        try {
            return JSON.writer(new JsonLayout()).writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can always be written", e);
        }
    }

    /** What is no JSON is given as a string. */
    private static JsonNode payload(Invocation invocation) {
        if (invocation.answer().size() == 0) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(invocation.payload());
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(invocation.payload());
        }
    }
}

package io.github.lambdaci.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON over several lines, with the same line breaks on every platform. */
final class JsonLayout extends DefaultPrettyPrinter {
    // In ASCII, so that a document is the same whatever stdout's encoding is.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    JsonLayout() {
        super(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        indentObjectsWith(LINES);
        indentArraysWith(LINES);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
        return new JsonLayout();
    }

    /** An empty document. */
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An empty list. */
    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    /** A document's text, over several lines, without a line break at its end. */
    static String text(JsonNode document) {
        try {
            return JSON.writer(new JsonLayout()).writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can always be written", e);
        }
    }
}

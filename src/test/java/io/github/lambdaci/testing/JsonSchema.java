package io.github.lambdaci.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks documents against the keywords of JSON Schema that this project's schemas use. */
public final class JsonSchema {
    private final JsonNode schema;

    private JsonSchema(JsonNode schema) {
        this.schema = schema;
    }

    /** Reads a schema. */
    public static JsonSchema read(Path file) {
        try {
            return new JsonSchema(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a document breaks the schema. */
    public List<String> violations(JsonNode document) {
        List<String> found = new ArrayList<>();
        check("$", document, schema, found);
        return found;
    }

    private static void check(String path, JsonNode value, JsonNode schema, List<String> found) {
        if (!schema.has("type")) {
            // Anything goes.
            return;
        }
        if (!isOfType(value, schema.path("type"))) {
            found.add(path + " is not of type " + schema.path("type"));
        } else if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            found.add(path + " is none of " + schema.path("enum"));
        } else if (value.isTextual()
                && schema.has("pattern")
                && !value.asText().matches(schema.path("pattern").asText())) {
            found.add(path + " does not match " + schema.path("pattern"));
        } else if (value.isObject()) {
            checkObject(path, value, schema, found);
        } else {
            value.forEach(element -> check(path + "[]", element, schema.path("items"), found));
        }
    }

    private static void checkObject(String path, JsonNode value, JsonNode schema, List<String> found) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                found.add(path + "." + name.asText() + " is missing");
            }
        });
        value.properties().forEach(entry -> {
            JsonNode named = schema.path("properties").path(entry.getKey());
            JsonNode property = named.isMissingNode() ? schema.path("additionalProperties") : named;
            if (property.isMissingNode()) {
                found.add(path + "." + entry.getKey() + " is not described");
            } else {
                check(path + "." + entry.getKey(), entry.getValue(), property, found);
            }
        });
    }

    private static boolean isOfType(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (isOfType(value, one)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("the schema uses an unknown type: " + type);
        };
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}

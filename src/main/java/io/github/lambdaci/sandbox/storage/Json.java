package io.github.lambdaci.sandbox.storage;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as trees: AWS's documents have fields that the sandbox only keeps, so no class could list them all. */
public final class Json {
    private Json() {}

    // Loading the mapper takes a while, and a server that is only started does not need it.
    private static final class Mapper {
        static final ObjectMapper INSTANCE = new ObjectMapper();
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ObjectMapper mapper() {
        return Mapper.INSTANCE;
    }

    /** Reads a document that is one object. */
    public static ObjectNode object(byte[] content) throws JsonProcessingException {
        String text = new String(content, StandardCharsets.UTF_8);
        if (Mapper.INSTANCE.readTree(text) instanceof ObjectNode object) {
            return object;
        }
        throw new JsonParseException(null, "it is not an object");
    }

    public static byte[] bytes(ObjectNode content) throws JsonProcessingException {
        return Mapper.INSTANCE.writeValueAsBytes(content);
    }

    /** The text of a field; none if it is absent, null or empty. */
    public static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return Optional.of(value.isNull() ? "" : value.asText()).filter(text -> !text.isEmpty());
    }

    /** A field that is an object; it is added if it is not there. */
    public static ObjectNode child(ObjectNode object, String field) {
        return object.get(field) instanceof ObjectNode found ? found : object.putObject(field);
    }

    /** A field that is an array; it is added if it is not there. */
    public static ArrayNode elements(ObjectNode object, String field) {
        return object.get(field) instanceof ArrayNode found ? found : object.putArray(field);
    }

    public static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
        return strings;
    }

    public static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    public static ObjectNode of(Map<String, String> strings) {
        ObjectNode object = object();
        strings.forEach(object::put);
        return object;
    }
}

package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.github.lambdaci.sandbox.storage.Json;
import java.time.Instant;
import java.util.Set;

/** The fields of alarms whose values are not text, though form parameters and stored documents have them as such. */
final class AlarmFields {
    private static final Set<String> WHOLE = Set.of(
            "Period",
            "EvaluationPeriods",
            "DatapointsToAlarm",
            "ActionsSuppressorWaitPeriod",
            "ActionsSuppressorExtensionPeriod");
    private static final Set<String> LOGICAL = Set.of("ActionsEnabled", "ReturnData");

    private AlarmFields() {}

    /** A copy in which every value has its type. */
    static ObjectNode typed(ObjectNode alarm) {
        ObjectNode typed = Json.object();
        alarm.properties().forEach(field -> typed.set(field.getKey(), typed(field.getKey(), field.getValue())));
        return typed;
    }

    private static JsonNode typed(String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return typed(object);
        }
        if (value.isArray()) {
            ArrayNode elements = Json.array();
            value.forEach(element -> elements.add(typed(name, element)));
            return elements;
        }
        if (WHOLE.contains(name)) {
            return IntNode.valueOf(value.asInt());
        }
        if (LOGICAL.contains(name)) {
            return BooleanNode.valueOf(value.asBoolean());
        }
        if (name.equals("Threshold")) {
            return DoubleNode.valueOf(value.asDouble());
        }
        return name.endsWith("Timestamp") ? new POJONode(Instant.parse(value.asText())) : value;
    }
}

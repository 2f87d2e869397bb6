package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.List;

/** The tags of alarms. */
final class AlarmTags {
    private static final String ALARM = ":alarm:";

    private final AlarmStore alarms;

    AlarmTags(AlarmStore alarms) {
        this.alarms = alarms;
    }

    ObjectNode list(String region, ObjectNode parameters) throws IOException {
        ObjectNode answer = Json.object();
        answer.set("Tags", Json.elements(tagged(region, parameters), "tags"));
        return answer;
    }

    ObjectNode add(String region, ObjectNode parameters) throws IOException {
        ObjectNode unused = remove(region, removal(parameters));
        alarms.state().exclusively(() -> {
            ObjectNode alarm = tagged(region, parameters);
            parameters.path("Tags").forEach(Json.elements(alarm, "tags")::add);
            alarms.save(region, alarm);
        });
        return Json.object();
    }

    // A tag that is set again replaces the one that has its key.
    private static ObjectNode removal(ObjectNode parameters) {
        ObjectNode removal =
                Json.object().put("ResourceARN", parameters.path("ResourceARN").asText());
        parameters.path("Tags").forEach(tag -> Json.elements(removal, "TagKeys").add(tag.path("Key")));
        return removal;
    }

    ObjectNode remove(String region, ObjectNode parameters) throws IOException {
        List<String> keys = Json.texts(parameters.path("TagKeys"));
        alarms.state().exclusively(() -> {
            ObjectNode alarm = tagged(region, parameters);
            JsonNode before = Json.elements(alarm, "tags").deepCopy();
            Json.elements(alarm, "tags").removeAll();
            before.forEach(tag -> {
                if (!keys.contains(tag.path("Key").asText())) {
                    Json.elements(alarm, "tags").add(tag);
                }
            });
            alarms.save(region, alarm);
        });
        return Json.object();
    }

    private ObjectNode tagged(String region, ObjectNode parameters) throws IOException {
        String arn = Json.text(parameters, "ResourceARN").orElseThrow(() -> CloudWatchErrors.missing("ResourceARN"));
        String name = arn.substring(arn.lastIndexOf(ALARM) + ALARM.length());
        return alarms.find(region, name).orElseThrow(() -> CloudWatchErrors.notFound("Unknown resource " + arn));
    }
}

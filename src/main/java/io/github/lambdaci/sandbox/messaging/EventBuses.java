package io.github.lambdaci.sandbox.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.LineFile;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Amazon EventBridge's buses: each is a directory, with a line in {@code events.jsonl} for every event; there are no rules. */
public final class EventBuses {
    /** Every account has it ("Event buses in Amazon EventBridge"). */
    private static final String DEFAULT = "default";

    private static final int MOST_ENTRIES = 10;

    private final StateDirectory state;
    private final Clock clock;
    private final String account;

    public EventBuses(StateDirectory state, Clock clock, String account) {
        this.state = state;
        this.clock = clock;
        this.account = account;
    }

    /** Answers a call of the service. */
    public ObjectNode answer(String operation, String region, ObjectNode parameters) throws IOException {
        return switch (operation) {
            case "CreateEventBus" -> created(name(parameters, "Name"), region);
            case "DescribeEventBus" -> described(name(parameters, "Name"), region);
            case "ListEventBuses" -> list(region);
            case "DeleteEventBus" -> deleted(name(parameters, "Name"), region);
            case "PutEvents" -> put(parameters, region);
            default -> throw AwsError.notImplemented("EventBridge " + operation);
        };
    }

    /** Makes a bus; one that is there is left as it is. */
    public void provision(String name, String region) throws IOException {
        state.exclusively(() -> {
            if (!isThere(name, region)) {
                save(name, region);
            }
        });
    }

    private ObjectNode created(String name, String region) throws IOException {
        return state.exclusively(() -> {
            if (isThere(name, region)) {
                throw AwsError.of(400, "ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
            }
            save(name, region);
            return Json.object().put("EventBusArn", arn(name, region));
        });
    }

    private void save(String name, String region) throws IOException {
        state.write(document(name, region), bus(name, region));
    }

    private ObjectNode described(String name, String region) {
        if (!isThere(name, region)) {
            throw AwsError.of(400, "ResourceNotFoundException", "Event bus " + name + " does not exist.");
        }
        return bus(name, region);
    }

    private ObjectNode list(String region) throws IOException {
        ObjectNode answer = Json.object();
        Json.elements(answer, "EventBuses").add(bus(DEFAULT, region));
        for (Path directory : StateDirectory.list(state.path("events", FileNames.of(region)))) {
            state.read(directory.resolve("bus.json"))
                    .filter(bus -> !bus.path("Name").asText().equals(DEFAULT))
                    .ifPresent(Json.elements(answer, "EventBuses")::add);
        }
        return answer;
    }

    private ObjectNode deleted(String name, String region) throws IOException {
        return state.exclusively(() -> {
            Files.deleteIfExists(document(name, region));
            return Json.object();
        });
    }

    private ObjectNode put(ObjectNode parameters, String region) throws IOException {
        JsonNode entries = parameters.path("Entries");
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw AwsError.of(
                    400,
                    "ValidationException",
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have"
                            + " length between 1 and 10");
        }
        ObjectNode answer = Json.object();
        int failed = 0;
        for (JsonNode entry : entries) {
            ObjectNode result = put(entry, region);
            failed += result.has("ErrorCode") ? 1 : 0;
            Json.elements(answer, "Entries").add(result);
        }
        return answer.put("FailedEntryCount", failed);
    }

    private ObjectNode put(JsonNode entry, String region) throws IOException {
        for (String field : List.of("Source", "DetailType", "Detail")) {
            if (Json.text(entry, field).isEmpty()) {
                return refused(
                        "InvalidArgument",
                        "Parameter " + field + " is not valid. Reason: " + field + " is a required argument.");
            }
        }
        String name =
                Json.text(entry, "EventBusName").map(EventBuses::afterSlash).orElse(DEFAULT);
        described(name, region);
        ObjectNode detail;
        try {
            detail = Json.object(entry.path("Detail").asText().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            return refused("MalformedDetail", "Detail is malformed.");
        }
        ObjectNode event = event(entry, region);
        event.set("detail", detail);
        state.exclusively(() -> LineFile.append(document(name, region).resolveSibling("events.jsonl"), List.of(event)));
        return Json.object().put("EventId", event.path("id").asText());
    }

    /** As targets of rules get it ("AWS service event metadata"). */
    private ObjectNode event(JsonNode entry, String region) {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", entry.path("DetailType").asText())
                .put("source", entry.path("Source").asText())
                .put("account", account)
                .put("time", clock.instant().toString())
                .put("region", region);
        entry.path("Resources").forEach(Json.elements(event, "resources")::add);
        return event;
    }

    private static ObjectNode refused(String code, String message) {
        return Json.object().put("ErrorCode", code).put("ErrorMessage", message);
    }

    private static String name(ObjectNode parameters, String field) {
        return Json.text(parameters, field).map(EventBuses::afterSlash).orElse(DEFAULT);
    }

    /** Callers may give the ARN. */
    private static String afterSlash(String text) {
        return text.startsWith("arn:") ? text.substring(text.indexOf('/') + 1) : text;
    }

    private boolean isThere(String name, String region) {
        return name.equals(DEFAULT) || Files.exists(document(name, region));
    }

    private ObjectNode bus(String name, String region) {
        return Json.object().put("Name", name).put("Arn", arn(name, region));
    }

    private String arn(String name, String region) {
        return "arn:aws:events:" + region + ":" + account + ":event-bus/" + name;
    }

    private Path document(String name, String region) {
        return state.path("events", FileNames.of(region), FileNames.of(name), "bus.json");
    }
}

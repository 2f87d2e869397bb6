package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes, describes and deletes log streams. */
final class StreamOperations {
    private static final int MOST = 50;

    private final LogStore store;
    private final String account;

    StreamOperations(LogStore store, String account) {
        this.store = store;
        this.account = account;
    }

    ObjectNode create(LogsRequest call) throws IOException {
        return store.state().exclusively(() -> {
            ObjectNode unused = store.getGroup(call.region(), call.group());
            if (store.findStream(call.region(), call.group(), call.stream()).isPresent()) {
                throw LogErrors.streamExists();
            }
            store.createStream(call.region(), call.group(), call.stream());
            return Json.object();
        });
    }

    ObjectNode delete(LogsRequest call) throws IOException {
        return store.state().exclusively(() -> {
            ObjectNode group = store.getGroup(call.region(), call.group());
            if (store.findStream(call.region(), call.group(), call.stream()).isEmpty()) {
                throw LogErrors.noSuchStream();
            }
            store.deleteStream(call.region(), group.path("name").asText(), call.stream());
            return Json.object();
        });
    }

    ObjectNode describe(LogsRequest call) throws IOException {
        ObjectNode group = store.getGroup(call.region(), call.group());
        String prefix = call.text("logStreamNamePrefix").orElse("");
        List<ObjectNode> streams = new ArrayList<>();
        for (ObjectNode stream : store.streams(call.region(), call.group())) {
            if (stream.path("name").asText().startsWith(prefix)) {
                streams.add(description(call, group, stream));
            }
        }
        streams.sort(order(call));
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("logStreams");
        int end = Math.min(call.offset() + call.limit(MOST), streams.size());
        for (int at = call.offset(); at < end; at++) {
            page.add(streams.get(at));
        }
        return end < streams.size() ? answer.put("nextToken", Integer.toString(end)) : answer;
    }

    private static Comparator<ObjectNode> order(LogsRequest call) {
        boolean byTime = call.text("orderBy").orElse("LogStreamName").equals("LastEventTime");
        if (byTime && call.text("logStreamNamePrefix").isPresent()) {
            throw LogErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        Comparator<ObjectNode> order = byTime
                ? Comparator.comparingLong(
                        stream -> stream.path("lastEventTimestamp").asLong())
                : Comparator.comparing(stream -> stream.path("logStreamName").asText());
        return call.body().path("descending").asBoolean() ? order.reversed() : order;
    }

    private ObjectNode description(LogsRequest call, ObjectNode group, ObjectNode stream) throws IOException {
        String name = stream.path("name").asText();
        String groupArn =
                GroupOperations.arn(call.region(), account, group.path("name").asText());
        ObjectNode described = Json.object()
                .put("logStreamName", name)
                .put("creationTime", stream.path("created").asLong())
                .put("arn", groupArn + ":log-stream:" + name)
                .put("storedBytes", 0)
                .put("uploadSequenceToken", "0");
        List<LogEvent> events = store.read(call.region(), call.group(), name, event -> true);
        if (!events.isEmpty()) {
            LogEvent last = events.stream().max(LogEvent.IN_TIME).orElseThrow();
            LogEvent first = events.stream().min(LogEvent.IN_TIME).orElseThrow();
            described
                    .put("firstEventTimestamp", first.timestamp())
                    .put("lastEventTimestamp", last.timestamp())
                    .put("lastIngestionTime", last.ingested());
        }
        return described;
    }
}

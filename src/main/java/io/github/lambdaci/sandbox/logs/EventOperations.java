package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Stores, reads and searches the events of logs. */
final class EventOperations {
    private static final int MOST = 10_000;
    private static final Pattern EVENT_ID = Pattern.compile("[0-9-]{56}");

    private final LogStore store;

    EventOperations(LogStore store) {
        this.store = store;
    }

    ObjectNode put(LogsRequest call) throws IOException {
        List<LogEvent> events = new ArrayList<>();
        long before = Long.MIN_VALUE;
        for (JsonNode event : call.body().path("logEvents")) {
            long timestamp = event.path("timestamp").asLong();
            if (timestamp < before) {
                throw LogErrors.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
            before = timestamp;
            events.add(LogEvent.at(timestamp, event.path("message").asText()));
        }
        if (events.isEmpty()) {
            throw LogErrors.invalid("1 validation error detected: Value '[]' at 'logEvents' failed to satisfy"
                    + " constraint: Member must have length greater than or equal to 1");
        }
        return store.state().exclusively(() -> {
            requireStream(call);
            store.append(call.region(), call.group(), call.stream(), events);
            return Json.object().put("nextSequenceToken", "0");
        });
    }

    private void requireStream(LogsRequest call) throws IOException {
        ObjectNode unused = store.getGroup(call.region(), call.group());
        if (store.findStream(call.region(), call.group(), call.stream()).isEmpty()) {
            throw LogErrors.noSuchStream();
        }
    }

    /** Reads one stream forwards or backwards; the token of the end is answered again at the end. */
    ObjectNode get(LogsRequest call) throws IOException {
        requireStream(call);
        List<LogEvent> events = new ArrayList<>(store.read(call.region(), call.group(), call.stream(), inTime(call)));
        events.sort(LogEvent.IN_TIME);
        int size = events.size();
        int limit = call.limit(MOST);
        Optional<String> token = call.text("nextToken");
        boolean fromHead = call.body().path("startFromHead").asBoolean();
        int from = token.map(text -> position(text, limit, size)).orElse(fromHead ? 0 : Math.max(0, size - limit));
        boolean backwards = token.filter(text -> text.startsWith("b/")).isPresent();
        int to = backwards ? Math.min(position(token.orElseThrow()), size) : Math.min(from + limit, size);
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("events");
        for (LogEvent event : events.subList(Math.min(from, to), to)) {
            page.add(description(event));
        }
        return answer.put("nextForwardToken", "f/" + to).put("nextBackwardToken", "b/" + Math.min(from, to));
    }

    private static int position(String token, int limit, int size) {
        int at = position(token);
        return token.startsWith("b/") ? Math.max(0, Math.min(at, size) - limit) : Math.min(at, size);
    }

    private static int position(String token) {
        if (!token.matches("[fb]/\\d{1,9}")) {
            throw LogErrors.invalid("The specified nextToken is invalid.");
        }
        return Integer.parseInt(token.substring(2));
    }

    ObjectNode filter(LogsRequest call) throws IOException {
        String after = call.text("nextToken").orElse("");
        if (!after.isEmpty() && !EVENT_ID.matcher(after).matches()) {
            throw LogErrors.invalid("The specified nextToken is invalid.");
        }
        FilterPattern pattern = FilterPattern.parse(call.text("filterPattern").orElse(""));
        Predicate<LogEvent> wanted = inTime(call)
                .and(event -> pattern.matches(event.message()))
                // The page before ended with this event, whatever has arrived since.
                .and(event -> event.id().compareTo(after) > 0);
        List<LogEvent> events = new ArrayList<>();
        for (String stream : streams(call)) {
            events.addAll(store.read(call.region(), call.group(), stream, wanted));
        }
        events.sort(LogEvent.IN_TIME);
        int to = Math.min(call.limit(MOST), events.size());
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("events");
        for (LogEvent event : events.subList(0, to)) {
            page.add(description(event).put("logStreamName", event.stream()).put("eventId", event.id()));
        }
        ArrayNode unused = answer.putArray("searchedLogStreams");
        return to < events.size() ? answer.put("nextToken", events.get(to - 1).id()) : answer;
    }

    private List<String> streams(LogsRequest call) throws IOException {
        ObjectNode unused = store.getGroup(call.region(), call.group());
        List<String> named = Json.texts(call.body().path("logStreamNames"));
        Optional<String> prefix = call.text("logStreamNamePrefix");
        if (!named.isEmpty() && prefix.isPresent()) {
            throw LogErrors.invalid("logStreamNamePrefix and logStreamNames cannot both be specified.");
        }
        for (String stream : named) {
            if (store.findStream(call.region(), call.group(), stream).isEmpty()) {
                throw LogErrors.noSuchStream();
            }
        }
        return named.isEmpty()
                ? store.streams(call.region(), call.group()).stream()
                        .map(stream -> stream.path("name").asText())
                        .filter(name -> name.startsWith(prefix.orElse("")))
                        .toList()
                : named;
    }

    private static Predicate<LogEvent> inTime(LogsRequest call) {
        long start = call.number("startTime").orElse(Long.MIN_VALUE);
        long end = call.number("endTime").orElse(Long.MAX_VALUE);
        return event -> event.timestamp() >= start && event.timestamp() <= end;
    }

    private static ObjectNode description(LogEvent event) {
        return Json.object()
                .put("timestamp", event.timestamp())
                .put("message", event.message())
                .put("ingestionTime", event.ingested());
    }
}

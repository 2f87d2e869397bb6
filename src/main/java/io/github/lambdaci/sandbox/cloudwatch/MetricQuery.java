package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is asked of one metric: which one, from when (rounded down to a minute) to when (not included), and in pieces of how
 * many seconds.
 */
record MetricQuery(String namespace, String metric, Map<String, String> dimensions, Span span) {
    private static final int MINUTE = 60;
    private static final Set<Integer> FINE = Set.of(1, 5, 10, 30);

    /** A stretch of time in pieces of some seconds. */
    record Span(Instant start, Instant end, int period) {}

    /** Reads the metric and the period from the one place, the times from the other. */
    static MetricQuery of(JsonNode metric, JsonNode period, JsonNode times) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        metric.path("Dimensions")
                .forEach(dimension -> dimensions.put(
                        dimension.path("Name").asText(), dimension.path("Value").asText()));
        Span span = new Span(time(times, "StartTime"), time(times, "EndTime"), period.asInt());
        if (span.period() < 1 || (span.period() % MINUTE != 0 && !FINE.contains(span.period()))) {
            throw CloudWatchErrors.invalid("The parameter Period must be 1, 5, 10, 30 or a multiple of 60.");
        }
        if (!span.start().isBefore(span.end())) {
            throw CloudWatchErrors.invalid("The parameter StartTime must be less than the parameter EndTime.");
        }
        return new MetricQuery(text(metric, "Namespace"), text(metric, "MetricName"), dimensions, span);
    }

    private static String text(JsonNode object, String field) {
        return Json.text(object, field).orElseThrow(() -> CloudWatchErrors.missing(field));
    }

    /** A time, which forms have as text and the other protocols as seconds. */
    private static Instant time(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isNumber()) {
            return Instant.ofEpochMilli(Math.round(value.asDouble() * 1000));
        }
        try {
            return Instant.parse(text(object, field).replaceFirst("(\\+00:?00)$", "Z"));
        } catch (DateTimeException notATime) {
            throw CloudWatchErrors.invalid("The parameter " + field + " is not a time.");
        }
    }

    /** The statistics of each piece of time in which something was counted, by its beginning. */
    SortedMap<Instant, DoubleSummaryStatistics> pieces(MetricStore store, String region) throws IOException {
        SortedMap<Instant, DoubleSummaryStatistics> pieces = new TreeMap<>();
        if (!namespace.equals("AWS/Lambda") || !Set.of("Invocations", "Errors").contains(metric)) {
            return pieces;
        }
        long first = floor(span.start().getEpochSecond(), MINUTE);
        store.read(region, dimensions, line -> {
            // Lambda sends its metrics once a minute, with the minute as their time.
            long minute = floor(line.time().getEpochSecond(), MINUTE);
            if (minute >= first && minute < span.end().getEpochSecond()) {
                Instant piece = Instant.ofEpochSecond(floor(minute, span.period()));
                boolean counts = metric.equals("Invocations") || line.failed();
                pieces.computeIfAbsent(piece, unused -> new DoubleSummaryStatistics())
                        .accept(counts ? 1 : 0);
            }
        });
        return pieces;
    }

    private static long floor(long seconds, int step) {
        return seconds - Math.floorMod(seconds, step);
    }
}

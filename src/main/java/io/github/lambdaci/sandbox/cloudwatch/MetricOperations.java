package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Answers what was invoked how often and failed how often; unlike CloudWatch at once, and not after a minute or two. */
final class MetricOperations {
    private final MetricStore metrics;

    MetricOperations(MetricStore metrics) {
        this.metrics = metrics;
    }

    ObjectNode data(String region, ObjectNode parameters) throws IOException {
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("MetricDataResults");
        for (JsonNode query : parameters.path("MetricDataQueries")) {
            JsonNode stat = query.path("MetricStat");
            if (!stat.isObject()) {
                throw AwsError.notImplemented("CloudWatch GetMetricData with an expression");
            }
            if (query.path("ReturnData").asBoolean(true)) {
                results.add(result(region, parameters, query));
            }
        }
        return answer;
    }

    private ObjectNode result(String region, ObjectNode parameters, JsonNode query) throws IOException {
        JsonNode stat = query.path("MetricStat");
        MetricQuery asked = MetricQuery.of(stat.path("Metric"), stat.path("Period"), parameters);
        SortedMap<Instant, DoubleSummaryStatistics> pieces = asked.pieces(metrics, region);
        List<Instant> times = new ArrayList<>(pieces.keySet());
        if (!parameters.path("ScanBy").asText().equals("TimestampAscending")) {
            Collections.reverse(times);
        }
        ObjectNode result = Json.object()
                .put("Id", query.path("Id").asText())
                .put("Label", Json.text(query, "Label").orElse(asked.metric()))
                .put("StatusCode", "Complete");
        ArrayNode timestamps = result.putArray("Timestamps");
        ArrayNode values = result.putArray("Values");
        for (Instant time : times) {
            timestamps.add(new POJONode(time));
            values.add(value(stat.path("Stat").asText(), pieces.getOrDefault(time, new DoubleSummaryStatistics())));
        }
        return result;
    }

    private static double value(String statistic, DoubleSummaryStatistics piece) {
        return switch (statistic) {
            case "Sum" -> piece.getSum();
            case "Average" -> piece.getAverage();
            case "Minimum" -> piece.getMin();
            case "Maximum" -> piece.getMax();
            case "SampleCount" -> piece.getCount();
            default -> throw AwsError.notImplemented("CloudWatch's statistic " + statistic);
        };
    }

    ObjectNode statistics(String region, ObjectNode parameters) throws IOException {
        List<String> wanted = Json.texts(parameters.path("Statistics"));
        if (wanted.isEmpty()) {
            throw CloudWatchErrors.combination(
                    "At least one of the parameters Statistics and ExtendedStatistics must be" + " specified.");
        }
        MetricQuery asked = MetricQuery.of(parameters, parameters.path("Period"), parameters);
        ObjectNode answer = Json.object().put("Label", asked.metric());
        ArrayNode points = answer.putArray("Datapoints");
        for (Map.Entry<Instant, DoubleSummaryStatistics> piece :
                asked.pieces(metrics, region).entrySet()) {
            ObjectNode point = points.addObject().put("Unit", "Count");
            point.set("Timestamp", new POJONode(piece.getKey()));
            wanted.forEach(statistic -> point.put(statistic, value(statistic, piece.getValue())));
        }
        return answer;
    }
}

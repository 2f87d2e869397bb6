package io.github.lambdaci.aws;

import io.github.lambdaci.account.AlarmState;
import io.github.lambdaci.account.CallCounts;
import io.github.lambdaci.account.FunctionHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Asks CloudWatch for alarms, and for what it counts of functions. */
public final class CloudWatchHealth implements FunctionHealth {
    /** The shortest for which Lambda's own metrics have values. */
    private static final int PERIOD_SECONDS = 60;

    private static final String INVOCATIONS = "Invocations";
    private static final String ERRORS = "Errors";

    private final AwsClients clients;
    private final InstantSource clock;

    /** Nothing is asked of AWS yet. */
    public CloudWatchHealth(AwsClients clients) {
        this(clients, InstantSource.system());
    }

    CloudWatchHealth(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public Map<String, AlarmState> alarms(List<String> names) {
        AwsCall call = new AwsCall("reading the alarms " + String.join(", ", names), "cloudwatch:DescribeAlarms", "*");
        return clients.failures().send(call, () -> {
            Map<String, AlarmState> states = new HashMap<>();
            clients.cloudWatch()
                    .describeAlarmsPaginator(request -> request.alarmNames(names)
                            // Without types, only alarms of the first are found (API reference, DescribeAlarms).
                            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM))
                    .forEach(page -> {
                        page.metricAlarms()
                                .forEach(alarm ->
                                        states.put(alarm.alarmName(), state(alarm.stateValue(), alarm.stateReason())));
                        page.compositeAlarms()
                                .forEach(alarm ->
                                        states.put(alarm.alarmName(), state(alarm.stateValue(), alarm.stateReason())));
                    });
            return Map.copyOf(states);
        });
    }

    private static AlarmState state(@Nullable StateValue value, @Nullable String reason) {
        return new AlarmState(value == StateValue.ALARM, reason == null ? "" : reason);
    }

    @Override
    public Map<String, CallCounts> calls(String function, String alias, List<String> versions, Instant since) {
        AwsCall call = new AwsCall(
                "reading how often versions of function '" + function + "' failed", "cloudwatch:GetMetricData", "*");
        List<MetricDataQuery> queries = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            queries.add(query("i" + i, INVOCATIONS, function, alias, versions.get(i)));
            queries.add(query("e" + i, ERRORS, function, alias, versions.get(i)));
        }
        Map<String, Long> sums = clients.failures().send(call, () -> sums(queries, since));
        Map<String, CallCounts> counts = new HashMap<>();
        for (int i = 0; i < versions.size(); i++) {
            counts.put(versions.get(i), new CallCounts(sums.getOrDefault("i" + i, 0L), sums.getOrDefault("e" + i, 0L)));
        }
        return Map.copyOf(counts);
    }

    private Map<String, Long> sums(List<MetricDataQuery> queries, Instant since) {
        Map<String, Long> sums = new HashMap<>();
        clients
                .cloudWatch()
                .getMetricDataPaginator(request -> request.metricDataQueries(queries)
                        .startTime(since)
                        // The minute that has begun counts as well.
                        .endTime(clock.instant().plus(Duration.ofSeconds(PERIOD_SECONDS))))
                .stream()
                .flatMap(page -> page.metricDataResults().stream())
                .forEach(result -> sums.merge(result.id(), sum(result), Long::sum));
        return sums;
    }

    private static long sum(MetricDataResult result) {
        return Math.round(
                result.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    /** By the dimensions that tell the versions behind an alias apart (Lambda developer guide, "Types of metrics"). */
    private static MetricDataQuery query(String id, String metric, String function, String alias, String version) {
        List<Dimension> dimensions = Stream.of(
                        Map.entry("FunctionName", function),
                        Map.entry("Resource", function + ":" + alias),
                        Map.entry("ExecutedVersion", version))
                .map(entry -> Dimension.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.period(PERIOD_SECONDS)
                        .stat("Sum")
                        .metric(counted -> counted.namespace("AWS/Lambda")
                                .metricName(metric)
                                .dimensions(dimensions)))
                .build();
    }
}

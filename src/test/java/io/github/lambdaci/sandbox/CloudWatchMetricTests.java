package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** The metrics of real invocations, of which version 2 fails when it is told to. */
final class CloudWatchMetricTests extends SettlingFunctionFixture {
    private static final String SOURCE =
            "V = %d\ndef handler(event, context):\n    return V if event.get('ok', True) else undefined\n";

    private Instant begin = Instant.EPOCH;

    @BeforeEach
    void publishAndAlias() {
        for (int version = 1; version <= 2; version++) {
            updateCode(SandboxFixture.zip(Map.of("app.py", SOURCE.formatted(version))));
            settle();
            publish();
            settle();
        }
        sandbox.lambda()
                .createAlias(
                        request -> request.functionName(FUNCTION).name("live").functionVersion("2"));
        begin = clock.instant();
    }

    private void invoke(String qualifier, boolean succeeds) {
        var unused = sandbox.lambda()
                .invoke(request -> request.functionName(FUNCTION)
                        .qualifier(qualifier)
                        .payload(SdkBytes.fromUtf8String("{\"ok\":" + succeeds + "}")));
    }

    private static List<Dimension> dimensions(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> Dimension.builder()
                        .name(value.getKey())
                        .value(value.getValue())
                        .build())
                .toList();
    }

    private MetricDataResult sum(String metric, Map<String, String> dimensions) {
        MetricDataQuery query = MetricDataQuery.builder()
                .id("q")
                .metricStat(stat -> stat.stat("Sum")
                        .period(60)
                        .metric(named ->
                                named.namespace("AWS/Lambda").metricName(metric).dimensions(dimensions(dimensions))))
                .build();
        return sandbox.cloudWatch()
                .getMetricData(request -> request.startTime(begin)
                        .endTime(clock.instant().plusSeconds(1))
                        .metricDataQueries(query))
                .metricDataResults()
                .get(0);
    }

    @Test
    void invocationsAndErrorsAreCountedByFunctionAliasAndVersion() {
        invoke("live", true);
        invoke("live", false);
        invoke("live", false);
        invoke("1", true);

        Map<String, String> function = Map.of("FunctionName", FUNCTION);
        Map<String, String> alias = Map.of("FunctionName", FUNCTION, "Resource", FUNCTION + ":live");
        Map<String, String> executed =
                Map.of("FunctionName", FUNCTION, "Resource", FUNCTION + ":live", "ExecutedVersion", "2");
        Map<String, String> other =
                Map.of("FunctionName", FUNCTION, "Resource", FUNCTION + ":live", "ExecutedVersion", "1");
        assertThat(sum("Invocations", Map.of()).values()).containsExactly(4.0);
        assertThat(sum("Invocations", function).values()).containsExactly(4.0);
        assertThat(sum("Errors", function).values()).containsExactly(2.0);
        assertThat(sum("Invocations", alias).values()).containsExactly(3.0);
        assertThat(sum("Invocations", executed).values()).containsExactly(3.0);
        assertThat(sum("Errors", executed).values()).containsExactly(2.0);
        assertThat(sum("Invocations", other).values()).isEmpty();
        assertThat(sum("Errors", Map.of("FunctionName", FUNCTION, "Resource", FUNCTION + ":1"))
                        .values())
                .containsExactly(0.0);
        assertThat(sum("Invocations", Map.of("Resource", FUNCTION + ":live")).values())
                .isEmpty();
    }

    @Test
    void minutesAreAnsweredNewestFirstAndWithinTheTimesAsked() {
        invoke("live", true);
        clock.advance(Duration.ofMinutes(2));
        invoke("live", true);
        invoke("live", true);
        Instant second = clock.instant();

        MetricDataResult both = sum("Invocations", Map.of("FunctionName", FUNCTION));
        begin = second;
        MetricDataResult last = sum("Invocations", Map.of("FunctionName", FUNCTION));

        assertThat(both.values()).containsExactly(2.0, 1.0);
        assertThat(both.timestamps()).containsExactly(second, second.minus(Duration.ofMinutes(2)));
        assertThat(last.values()).containsExactly(2.0);
    }

    @Test
    void statisticsHaveTheErrorRateAsTheirAverage() {
        invoke("live", false);
        invoke("live", true);
        invoke("live", true);
        invoke("live", true);

        List<Datapoint> points = sandbox.cloudWatch()
                .getMetricStatistics(request -> request.namespace("AWS/Lambda")
                        .metricName("Errors")
                        .dimensions(dimensions(Map.of("FunctionName", FUNCTION)))
                        .startTime(begin)
                        .endTime(begin.plusSeconds(300))
                        .period(300)
                        .statistics(Statistic.SUM, Statistic.AVERAGE, Statistic.SAMPLE_COUNT))
                .datapoints();

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.sum()).isEqualTo(1);
            assertThat(point.average()).isEqualTo(0.25);
            assertThat(point.sampleCount()).isEqualTo(4);
        });
    }

    @Test
    void countsSurviveARestart() {
        invoke("live", true);
        sandbox.close();
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults().withClock(clock));
        invoke("live", true);

        assertThat(sum("Invocations", Map.of("FunctionName", FUNCTION)).values())
                .containsExactly(2.0);
    }
}

package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

final class CloudWatchAlarmTests extends SettlingFunctionFixture {
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=k/20261101/us-east-1/monitoring/aws4_request, Signature=0";

    private void putAlarm(String name) {
        sandbox.cloudWatch()
                .putMetricAlarm(request -> request.alarmName(name)
                        .namespace("AWS/Lambda")
                        .metricName("Errors")
                        .dimensions(Dimension.builder()
                                .name("FunctionName")
                                .value(FUNCTION)
                                .build())
                        .statistic(Statistic.SUM)
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(0.5)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    }

    private void set(String name, StateValue state) {
        sandbox.cloudWatch()
                .setAlarmState(
                        request -> request.alarmName(name).stateValue(state).stateReason("a test says so"));
    }

    private List<MetricAlarm> described(String... names) {
        return sandbox.cloudWatch()
                .describeAlarms(request -> request.alarmNames(names))
                .metricAlarms();
    }

    @Test
    void newAlarmHasNoDataAndWhatItWasMadeOf() {
        putAlarm("errors");

        assertThat(described("errors")).singleElement().satisfies(alarm -> {
            assertThat(alarm.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
            assertThat(alarm.stateUpdatedTimestamp()).isEqualTo(clock.instant());
            assertThat(alarm.alarmArn()).isEqualTo("arn:aws:cloudwatch:us-east-1:123456789012:alarm:errors");
            assertThat(alarm.threshold()).isEqualTo(0.5);
            assertThat(alarm.period()).isEqualTo(60);
            assertThat(alarm.dimensions()).extracting(Dimension::value).containsExactly(FUNCTION);
            assertThat(alarm.actionsEnabled()).isTrue();
        });
    }

    @Test
    void stateIsSetWithItsReasonAndTimeAndOutlivesChangesAndRestarts() {
        putAlarm("errors");
        clock.advance(Duration.ofMillis(1500));
        set("errors", StateValue.ALARM);
        var set = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        putAlarm("errors");
        sandbox.close();
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults().withClock(clock));

        assertThat(described("errors")).singleElement().satisfies(alarm -> {
            assertThat(alarm.stateValue()).isEqualTo(StateValue.ALARM);
            assertThat(alarm.stateReason()).isEqualTo("a test says so");
            assertThat(alarm.stateUpdatedTimestamp()).isEqualTo(set);
        });
    }

    @Test
    void alarmsAreFoundByNameStartAndState() {
        for (String name : List.of("a-1", "a-2", "b")) {
            putAlarm(name);
        }
        set("a-2", StateValue.ALARM);

        assertThat(described("b", "a-1", "nobody"))
                .extracting(MetricAlarm::alarmName)
                .containsExactly("a-1", "b");
        assertThat(sandbox.cloudWatch()
                        .describeAlarms(request -> request.alarmNamePrefix("a-"))
                        .metricAlarms())
                .hasSize(2);
        assertThat(sandbox.cloudWatch()
                        .describeAlarms(request -> request.stateValue(StateValue.ALARM))
                        .metricAlarms())
                .extracting(MetricAlarm::alarmName)
                .containsExactly("a-2");
        assertThat(sandbox.cloudWatch()
                        .describeAlarmsPaginator(request -> request.maxRecords(2))
                        .metricAlarms())
                .hasSize(3);
    }

    @Test
    void compositeAlarmsAreToldToWhoAsksForThem() {
        putAlarm("errors");
        sandbox.cloudWatch()
                .putCompositeAlarm(
                        request -> request.alarmName("any").alarmRule("ALARM(\"errors\") OR ALARM(\"duration\")"));
        set("any", StateValue.ALARM);

        assertThat(sandbox.cloudWatch()
                        .describeAlarms(request -> request.alarmNames("any"))
                        .compositeAlarms())
                .isEmpty();
        DescribeAlarmsResponse both = sandbox.cloudWatch()
                .describeAlarms(request -> request.alarmNames("any", "errors")
                        .alarmTypes(AlarmType.COMPOSITE_ALARM, AlarmType.METRIC_ALARM));
        assertThat(both.compositeAlarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.stateValue()).isEqualTo(StateValue.ALARM);
            assertThat(alarm.alarmRule()).contains("OR");
        });
        assertThat(both.metricAlarms()).hasSize(1);
    }

    @Test
    void alarmThatIsNotThereIsNeitherSetNorDeleted() {
        putAlarm("errors");

        assertThatThrownBy(() -> set("nobody", StateValue.OK))
                .isInstanceOfSatisfying(CloudWatchException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(404);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFound");
                });
        assertThatThrownBy(() -> sandbox.cloudWatch().deleteAlarms(request -> request.alarmNames("errors", "nobody")))
                .hasMessageContaining("Alarm nobody does not exist");
        assertThat(described("errors")).hasSize(1);
        sandbox.cloudWatch().deleteAlarms(request -> request.alarmNames("errors"));
        assertThat(described("errors")).isEmpty();
    }

    @Test
    void olderClientsSpeakFormsAndXml() {
        putAlarm("errors");
        String form = "Action=SetAlarmState&Version=2010-08-01&AlarmName=errors&StateValue=ALARM&StateReason=by+hand";

        assertThat(form(form).body()).contains("<SetAlarmStateResponse", "<SetAlarmStateResult></SetAlarmStateResult>");
        assertThat(form("Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=errors")
                        .body())
                .contains(
                        "<MetricAlarms><member>",
                        "<StateValue>ALARM</StateValue>",
                        "<StateReason>by hand</StateReason>",
                        "<StateUpdatedTimestamp>" + clock.instant() + "</StateUpdatedTimestamp>",
                        "<Threshold>0.5</Threshold>",
                        "<Dimensions><member><Name>FunctionName</Name>");
        var refused = form(form.replace("=errors", "=nobody"));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("<Code>ResourceNotFound</Code>");
    }

    private java.net.http.HttpResponse<String> form(String parameters) {
        return sandbox.send(
                "POST",
                "/",
                parameters.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                SIGNED);
    }

    @Test
    void othersSpeakJson() {
        putAlarm("errors");

        var answer = sandbox.send(
                "POST",
                "/",
                "{\"AlarmNames\":[\"errors\"]}".getBytes(StandardCharsets.UTF_8),
                "X-Amz-Target",
                "GraniteServiceVersion20100801.DescribeAlarms",
                "Authorization",
                SIGNED);

        assertThat(answer.body())
                .contains(
                        "\"StateValue\":\"INSUFFICIENT_DATA\"",
                        "\"StateUpdatedTimestamp\":" + clock.instant().toEpochMilli() / 1000.0);
    }
}

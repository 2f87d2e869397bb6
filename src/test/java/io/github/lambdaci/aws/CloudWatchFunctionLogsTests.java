package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.account.LogSource;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CloudWatchFunctionLogsTests {
    private static final Sha256 HASH = Sha256.of(new byte[] {1});
    private static final FunctionVersion VERSION = new FunctionVersion(
            "arn:aws:lambda:us-east-1:123456789012:function:orders",
            "7",
            LambdaRuntime.of("python3.12"),
            Architecture.X86_64,
            HASH,
            List.of(),
            HASH,
            "r",
            "shared");

    private final ScriptedAws aws = new ScriptedAws();
    private final FakeTime time = new FakeTime();
    private final CloudWatchFunctionLogs logs = new CloudWatchFunctionLogs(aws.clients(), time, time);
    private final Instant from = time.instant();
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void stop() {
        aws.close();
    }

    private String event(String id, int second, String stream) {
        return "{\"eventId\": \"%s\", \"timestamp\": %d, \"message\": \"%s\\n\", \"logStreamName\": \"%s\"}"
                .formatted(id, from.plusSeconds(second).toEpochMilli(), id, stream);
    }

    private String event(String id, int second) {
        return event(id, second, "2026/11/21/[7]0a1b");
    }

    private void answer(String... events) {
        aws.answer(200, "{\"events\": [" + String.join(",", events) + "]}");
    }

    private void follow(int seconds) {
        logs.follow(
                LogQuery.of(VERSION, from),
                Optional.of(Duration.ofSeconds(seconds)),
                line -> lines.add(line.message()));
    }

    @Test
    void eachLineIsShownOnceAlsoIfItComesLate() {
        answer(event("b", 2));
        answer(event("a", 1), event("b", 2), event("c", 3));

        follow(1);

        assertThat(lines).containsExactly("b", "a", "c");
    }

    @Test
    void onlyTheLastMinuteIsAskedForAgain() {
        answer(event("a", 300));
        answer();

        follow(1);

        assertThat(aws.requests().get(0).body()).contains("\"startTime\":" + from.toEpochMilli());
        assertThat(aws.requests().get(1).body())
                .contains("\"startTime\":" + from.plusSeconds(240).toEpochMilli());
    }

    @Test
    void emptyPagesAreNotTheEnd() {
        aws.answer(200, "{\"events\": [], \"nextToken\": \"t1\"}");
        answer(event("a", 1));

        follow(0);

        assertThat(lines).containsExactly("a");
    }

    @Test
    void streamsOfOtherVersionsAndFunctionsAreLeftOut() {
        answer(
                event("other version", 1, "2026/11/21/[17]0a1b"),
                event("latest", 1, "2026/11/21/[$LATEST]0a1b"),
                event("other function", 1, "2026/11/21/invoices[7]0a1b"),
                event("own in a shared group", 2, "2026/11/21/orders[7]0a1b"));

        follow(0);

        assertThat(lines).containsExactly("own in a shared group");
    }

    @Test
    void twoLogGroupsAreMergedInTheOrderOfTimePageByPage() {
        aws.answer(200, "{\"events\": [" + event("a", 1) + "], \"nextToken\": \"t1\"}");
        answer(event("b", 2), event("d", 4));
        answer(event("c", 3));
        LogQuery query = new LogQuery(
                List.of(LogSource.of(VERSION), new LogSource("orders", "other", Set.of("7"))),
                from,
                Optional.empty(),
                Optional.empty());

        assertThat(logs.read(query, line -> lines.add(line.message()))).isTrue();

        assertThat(lines).containsExactly("a", "b", "c", "d");
        assertThat(aws.requests())
                .extracting(ScriptedAws.Request::body)
                .satisfiesExactly(
                        first -> assertThat(first).contains("shared").doesNotContain("nextToken"),
                        second -> assertThat(second).contains("other"),
                        third -> assertThat(third).contains("shared", "\"nextToken\":\"t1\""));
    }

    @Test
    void filterAndEndArePassedOn() {
        answer();
        Instant until = from.plusSeconds(5);
        LogQuery query = new LogQuery(
                List.of(LogSource.of(VERSION)), from, Optional.of(until), Optional.of("{ $.level = \"error\" }"));

        logs.read(query, line -> {});

        assertThat(aws.requests().get(0).body())
                .contains("\"endTime\":" + until.toEpochMilli(), "{ $.level = \\\"error\\\" }");
    }

    @Test
    void filterThatIsNoneIsExplained() {
        aws.answer(
                400,
                "{\"__type\": \"InvalidParameterException\", \"message\": \"Invalid character(s) in term 'a:b'\"}");
        LogQuery query = new LogQuery(List.of(LogSource.of(VERSION)), from, Optional.empty(), Optional.of("a:b"));

        assertThatThrownBy(() -> logs.read(query, line -> {}))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("quotes"))
                .hasMessage("CloudWatch Logs does not understand the filter a:b: Invalid character(s) in term 'a:b'");
    }

    @Test
    void logGroupThatDoesNotExistYetIsWaitedFor() {
        aws.answer(400, "{\"__type\": \"ResourceNotFoundException\", \"message\": \"no group\"}");
        answer(event("a", 1));

        follow(1);

        assertThat(lines).containsExactly("a");
    }

    @Test
    void interruptEndsItQuietlyAndIsKept() {
        answer();
        Thread.currentThread().interrupt();

        logs.follow(LogQuery.of(VERSION, from), Optional.empty(), line -> lines.add(line.message()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(lines).isEmpty();
    }

    @Test
    void missingRightIsExplained() {
        aws.answer(
                400,
                "{\"__type\": \"AccessDeniedException\", \"message\": \"User: arn:u is not authorized to perform:"
                        + " logs:FilterLogEvents on resource: arn:g\"}",
                Map.of());

        assertThatThrownBy(() -> follow(0))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("arn:u may not logs:FilterLogEvents on arn:g");
    }
}

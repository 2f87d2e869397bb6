package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

final class LogsTests {
    private static final String GROUP = "/aws/lambda/orders";

    @TempDir
    private Path directory;

    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults());
        sandbox.logs().createLogGroup(request -> request.logGroupName(GROUP).tags(Map.of("team", "a")));
        for (String stream : new String[] {"2026/11/01/[1]aa", "2026/11/01/[2]bb"}) {
            sandbox.logs()
                    .createLogStream(request -> request.logGroupName(GROUP).logStreamName(stream));
        }
        put("2026/11/01/[1]aa", 1000, "first ok");
        put("2026/11/01/[2]bb", 500, "earlier error");
        put("2026/11/01/[1]aa", 2000, "last error of many");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void put(String stream, long time, String message) {
        var unused = sandbox.logs()
                .putLogEvents(request -> request.logGroupName(GROUP)
                        .logStreamName(stream)
                        .logEvents(InputLogEvent.builder()
                                .timestamp(time)
                                .message(message)
                                .build()));
    }

    @Test
    void eventsOfAllStreamsComeInTheOrderOfTime() {
        assertThat(sandbox.logs()
                        .filterLogEventsPaginator(
                                request -> request.logGroupName(GROUP).limit(2))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("earlier error", "first ok", "last error of many");
    }

    @Test
    void eventsAreFilteredByStreamTimeAndTerms() {
        assertThat(sandbox.logs()
                        .filterLogEvents(request -> request.logGroupName(GROUP).logStreamNamePrefix("2026/11/01/[2]"))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("earlier error");
        assertThat(sandbox.logs()
                        .filterLogEvents(request ->
                                request.logGroupName(GROUP).startTime(1000L).endTime(1500L))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("first ok");
        assertThat(sandbox.logs()
                        .filterLogEvents(
                                request -> request.logGroupName(GROUP).filterPattern("error -earlier \"of many\""))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("last error of many");
        assertThat(sandbox.logs()
                        .filterLogEvents(request -> request.logGroupName(GROUP).filterPattern("?ok ?earlier"))
                        .events())
                .hasSize(2);
    }

    @Test
    void oneStreamIsReadPageByPage() {
        var page = sandbox.logs()
                .getLogEvents(request -> request.logGroupName(GROUP)
                        .logStreamName("2026/11/01/[1]aa")
                        .startFromHead(true)
                        .limit(1));
        var next = sandbox.logs()
                .getLogEvents(request -> request.logGroupName(GROUP)
                        .logStreamName("2026/11/01/[1]aa")
                        .nextToken(page.nextForwardToken())
                        .limit(1));
        var end = sandbox.logs()
                .getLogEvents(request -> request.logGroupName(GROUP)
                        .logStreamName("2026/11/01/[1]aa")
                        .nextToken(next.nextForwardToken()));

        assertThat(page.events()).extracting(OutputLogEvent::message).containsExactly("first ok");
        assertThat(next.events()).extracting(OutputLogEvent::message).containsExactly("last error of many");
        assertThat(end.events()).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(next.nextForwardToken());
    }

    @Test
    void groupsAndStreamsAreDescribed() {
        sandbox.logs().putRetentionPolicy(request -> request.logGroupName(GROUP).retentionInDays(14));

        var group = sandbox.logs()
                .describeLogGroups(request -> request.logGroupNamePrefix("/aws/"))
                .logGroups()
                .get(0);
        assertThat(group.retentionInDays()).isEqualTo(14);
        assertThat(group.arn()).isEqualTo("arn:aws:logs:us-east-1:123456789012:log-group:" + GROUP + ":*");
        assertThat(sandbox.logs()
                        .listTagsForResource(request -> request.resourceArn(group.logGroupArn()))
                        .tags())
                .containsExactly(Map.entry("team", "a"));
        assertThat(sandbox.logs()
                        .describeLogStreams(request -> request.logGroupName(GROUP)
                                .orderBy("LastEventTime")
                                .descending(true))
                        .logStreams())
                .extracting(stream -> stream.lastEventTimestamp())
                .containsExactly(2000L, 500L);
    }

    @Test
    void refusalsHaveAwssNames() {
        assertThatThrownBy(() -> sandbox.logs().createLogGroup(request -> request.logGroupName(GROUP)))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> put("missing", 1, "x")).isInstanceOf(ResourceNotFoundException.class);
        sandbox.logs().deleteLogGroup(request -> request.logGroupName(GROUP));
        assertThatThrownBy(() -> sandbox.logs().filterLogEvents(request -> request.logGroupName(GROUP)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
        assertThatThrownBy(() -> sandbox.logs()
                        .startQuery(request -> request.logGroupName(GROUP)
                                .queryString("fields @message")
                                .startTime(1L)
                                .endTime(2L)))
                .isInstanceOfSatisfying(
                        CloudWatchLogsException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("NotImplemented"));
    }
}

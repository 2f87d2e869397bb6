package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/** Filter patterns mean what "Filter pattern syntax" in the CloudWatch Logs user guide says. */
final class FilterPatternTests {
    private static final String GROUP = "/aws/lambda/orders";
    private static final List<String> MESSAGES = List.of(
            "ERROR Task timed out",
            "WARN ERROR_CODE 42",
            "INFO all is well",
            "{\"level\": \"error\", \"order\": 7, \"user\": {\"name\": \"Ada\"}, \"tags\": [\"a\", \"b\"], \"ok\": false}",
            "{\"level\": \"info\", \"order\": 12.5, \"user\": null, \"dotted.name\": 1, \"ok\": true}");

    @TempDir
    private static Path directory;

    private static SandboxFixture sandbox;

    @BeforeAll
    static void start() {
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults());
        sandbox.logs().createLogGroup(request -> request.logGroupName(GROUP));
        sandbox.logs().createLogStream(request -> request.logGroupName(GROUP).logStreamName("s"));
        for (int i = 0; i < MESSAGES.size(); i++) {
            InputLogEvent event = InputLogEvent.builder()
                    .timestamp(1000L + i)
                    .message(MESSAGES.get(i))
                    .build();
            sandbox.logs()
                    .putLogEvents(request ->
                            request.logGroupName(GROUP).logStreamName("s").logEvents(event));
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static List<FilteredLogEvent> filter(String pattern) {
        return sandbox.logs()
                .filterLogEvents(request -> request.logGroupName(GROUP).filterPattern(pattern))
                .events();
    }

    /** The places of the messages that match, as digits. */
    private static String matches(String pattern) {
        StringBuilder places = new StringBuilder();
        filter(pattern).forEach(event -> places.append(MESSAGES.indexOf(event.message())));
        return places.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "ERROR ~ 01",
                "ERROR Task ~ 0",
                "error ~ 3",
                "\"timed out\" ~ 0",
                "ERROR -Task ~ 1",
                "?Task ?well ~ 02",
                "?Task ERROR ~ 01",
                "\"\\\"level\\\"\" ~ 34",
                "%ERR.*out% ~ 0",
                "%[0-9][0-9]% ~ 14",
                "{ $.level = \"error\" } ~ 3",
                "{ $.level = error } ~ 3",
                "{ $.level != \"error\" } ~ 4",
                "{$.level=*r*} ~ 3",
                "{ $.level = %^inf% } ~ 4",
                "{ $.order > 7 } ~ 4",
                "{ $.order >= 7.0 } ~ 34",
                "{ $.order = 1.25e1 } ~ 4",
                "{ $.order < 12 && $.level = \"error\" } ~ 3",
                "{ ($.order = 7) || ($.order = 12.5 && $.ok IS FALSE) } ~ 3",
                "{ $.user.name = \"Ada\" } ~ 3",
                "{ $.user IS NULL } ~ 4",
                "{ $.ok IS TRUE } ~ 4",
                "{ $.tags[1] = \"b\" } ~ 3",
                "{ $.tags NOT EXISTS } ~ 4",
                "{ $.['dotted.name'] = 1 } ~ 4",
                "{ $.missing != \"x\" } ~ ''",
            })
    void patternFinds(String pattern, String places) {
        assertThat(matches(pattern)).isEqualTo(places.replace("'", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timed:out",
                "a.b",
                "{ $.level }",
                "{ $.level = }",
                "{ level = \"x\" }",
                "{ $.level = \"x\"",
                "{ $.level > \"x\" }",
                "{ $.a = 1 } ERROR",
                "{ $.a = 1 && }",
                "%a(b)%",
                "%[a%"
            })
    void patternThatIsNoneIsRefused(String pattern) {
        assertThatThrownBy(() -> filter(pattern)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void whatIsNotDoneIsSaid() {
        assertThatThrownBy(() -> filter("[level, message]"))
                .isInstanceOf(CloudWatchLogsException.class)
                .hasMessageContaining("filter patterns for columns");
    }

    @Test
    void tokenOfNoPageIsRefused() {
        assertThatThrownBy(() -> sandbox.logs()
                        .filterLogEvents(request -> request.logGroupName(GROUP).nextToken("made up")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        assertThat(sandbox.logs()
                        .filterLogEventsPaginator(
                                request -> request.logGroupName(GROUP).limit(1).filterPattern("ERROR"))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly(MESSAGES.get(0), MESSAGES.get(1));
    }
}

package io.github.lambdaci.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.LogLine;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.account.LogSource;
import io.github.lambdaci.account.Payload;
import io.github.lambdaci.operation.FunctionFailure;
import io.github.lambdaci.operation.OperationLog;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.JsonSchema;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationConsoleTests {
    private static final Instant TIME = Instant.parse("2026-11-21T12:34:56.700Z");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private OperationLog log(Terminal terminal) {
        return new ConsoleLog(new PrintStream(written, true, UTF_8), terminal, () -> TIME).operations();
    }

    private static LogQuery query(Optional<Instant> until, Optional<String> filter, String... versions) {
        LogSource source = new LogSource("orders", "/aws/lambda/orders", Set.of(versions));
        return new LogQuery(List.of(source), TIME, until, filter);
    }

    private static InvocationRequest request(InvocationRequest.Type type, String qualifier) {
        return new InvocationRequest("orders", qualifier, type, "{}");
    }

    private static Invocation failure(String payload) {
        return new Invocation(200, "7", Optional.of("Unhandled"), payload, Optional.empty());
    }

    private void play(OperationLog log) {
        log.readingLogs(query(Optional.empty(), Optional.empty(), "7"));
        log.readingLogs(query(Optional.of(TIME.plusSeconds(60)), Optional.empty(), "7", "8"));
        log.followingLogs(query(Optional.empty(), Optional.empty()));
        log.neverLogged(query(Optional.empty(), Optional.empty(), "7"));
        log.nothingLogged(query(Optional.empty(), Optional.empty(), "7"));
        log.nothingLogged(query(Optional.empty(), Optional.of("ERROR")));
        log.logTail("START RequestId: 1 Version: 7\nwith \u001b[31mcolour\u001b[0m\nEND RequestId: 1\n");
        InvocationRequest request = request(InvocationRequest.Type.REQUEST_RESPONSE, "live");
        log.invoked(request, new Invocation(200, "7", Optional.empty(), "[1, 2]", Optional.empty()));
        log.invoked(
                request(InvocationRequest.Type.EVENT, "live"),
                new Invocation(202, "", Optional.empty(), "", Optional.empty()));
        log.invoked(
                request(InvocationRequest.Type.DRY_RUN, "$LATEST"),
                new Invocation(204, "", Optional.empty(), "", Optional.empty()));
        log.answerWritten(Path.of("answer.json"), 1_234_567);
        List.of(
                        "{\"errorType\": \"KeyError\", \"errorMessage\": \"'id'\", \"stackTrace\": [\"  File"
                                + " \\\"/var/task/app.py\\\", line 5, in handler\\n    return event['id']\\n\"]}",
                        "{\"errorMessage\": \"2026-11-21T12:34:56Z 1a2b Task timed out after 3.00 seconds\"}",
                        "{\"errorType\": \"Runtime.ExitError\", \"errorMessage\": \"RequestId: 1 Error: Runtime exited"
                                + " with error: signal: killed\"}",
                        "{\"errorType\": \"Function.ResponseSizeTooLarge\", \"errorMessage\": \"Response payload size"
                                + " exceeded maximum allowed payload size (6291556 bytes).\"}",
                        "{\"errorType\": \"Error\", \"errorMessage\": \"two\\nlines\", \"trace\": ["
                                + IntStream.range(0, 20)
                                        .mapToObj(i -> "\"    at line" + i + "\"")
                                        .collect(Collectors.joining(", "))
                                + "]}",
                        "")
                .forEach(
                        payload -> log.functionFailed(request, failure(payload), FunctionFailure.of(failure(payload))));
    }

    @Test
    void everythingThatIsTold() {
        play(log(Terminal.PLAIN));

        GoldenFile.of(getClass(), "operations.txt").assertHolds(written.toString(UTF_8));
    }

    @Test
    void everythingThatIsToldOnATerminal() {
        play(log(new Terminal(100, true)));

        GoldenFile.of(getClass(), "operations-on-terminal.txt").assertHolds(written.toString(UTF_8));
    }

    private static LogLine line(String message) {
        return new LogLine(TIME, "7", "2026/11/21/[7]0a1b", message);
    }

    @Test
    void linesHaveTheirTimeInUtcAndOneLineEach() {
        assertThat(LogText.of(line("Grüße"))).isEqualTo("2026-11-21T12:34:56.700Z  Grüße");
        assertThat(LogText.withVersion(line("x"))).isEqualTo("2026-11-21T12:34:56.700Z  [7]  x");
        assertThat(LogText.of(line("Error: x\r    at y\n    at z")))
                .isEqualTo("2026-11-21T12:34:56.700Z  Error: x\n      at y\n      at z");
        assertThat(LogText.of(line("a\u001b[2Jb\u0007c"))).isEqualTo("2026-11-21T12:34:56.700Z  abc");
    }

    @Test
    void lineAsJsonIsOneLineOfAscii() {
        String json = LogJson.of(line("Grüße\n\u001b[2J"));

        assertThat(json)
                .isEqualTo("{\"time\":\"2026-11-21T12:34:56.700Z\",\"version\":\"7\",\"stream\":\"2026/11/21/[7]0a1b\","
                        + "\"message\":\"Gr\\u00FC\\u00DFe\\n\\u001B[2J\"}");
        assertFollows("log-line.schema.json", json);
    }

    private static void assertFollows(String schema, String json) {
        try {
            assertThat(JsonSchema.read(Path.of("docs", schema)).violations(new ObjectMapper().readTree(json)))
                    .isEmpty();
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    @Test
    void invocationAsJson() {
        Invocation answered = new Invocation(
                200,
                "7",
                Optional.empty(),
                "{\"name\": \"Grüße\", \"price\": 1.00, \"n\": 1e400}",
                Optional.of("END\n"));
        Invocation failed = failure("not JSON");
        Invocation queued = new Invocation(202, "", Optional.empty(), Payload.of(new byte[0]), Optional.empty());

        String json = List.of(answered, failed, queued).stream()
                .map(InvocationJson::of)
                .peek(document -> assertFollows("invocation.schema.json", document))
                .collect(Collectors.joining("\n", "", "\n"));

        GoldenFile.of(getClass(), "invocations.json").assertHolds(json);
    }
}

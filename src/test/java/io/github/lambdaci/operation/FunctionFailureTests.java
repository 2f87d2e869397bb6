package io.github.lambdaci.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.operation.FunctionFailure.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Failures as the runtimes tell them. */
class FunctionFailureTests {
    private static FunctionFailure failure(String payload) {
        return FunctionFailure.of(new Invocation(200, "7", Optional.of("Unhandled"), payload, Optional.empty()));
    }

    @Test
    void pythonTellsItsStackTrace() {
        assertThat(failure("""
                {"errorMessage": "no such order", "errorType": "KeyError", "requestId": "1",
                 "stackTrace": ["  File \\"/var/task/app.py\\", line 5, in handler\\n    raise KeyError()\\n"]}
                """))
                .isEqualTo(new FunctionFailure(
                        Optional.of("KeyError"),
                        "no such order",
                        List.of("  File \"/var/task/app.py\", line 5, in handler", "    raise KeyError()"),
                        Kind.ERROR));
    }

    @Test
    void nodeRepeatsTheMessageInItsTrace() {
        assertThat(failure("""
                {"errorType":"Error","errorMessage":"no such order",
                 "trace":["Error: no such order","    at Runtime.handler (file:///var/task/index.mjs:2:9)"]}
                """).trace()).containsExactly("    at Runtime.handler (file:///var/task/index.mjs:2:9)");
    }

    @Test
    void timeoutIsToldInTwoWays() {
        assertThat(failure("{\"errorMessage\":\"2026-11-21T12:00:00Z 1a2b Task timed out after 3.00 seconds\"}")
                        .kind())
                .isEqualTo(Kind.TIMEOUT);
        assertThat(failure(
                                "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: 1 Error: Task timed out\"}")
                        .kind())
                .isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void killedProcessAndLargeAnswerAreLambdasOwn() {
        assertThat(failure("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: 1 Error: Runtime exited"
                                + " with error: signal: killed\"}")
                        .kind())
                .isEqualTo(Kind.KILLED);
        assertThat(failure("{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size"
                                + " exceeded maximum allowed payload size (6291556 bytes).\"}")
                        .kind())
                .isEqualTo(Kind.ANSWER_TOO_LARGE);
    }

    @Test
    void answerOfARuntimeOfOnesOwnIsTheMessage() {
        FunctionFailure failure = failure("out of order\n");

        assertThat(failure.type()).isEmpty();
        assertThat(failure.message()).isEqualTo("out of order");
        assertThat(failure.trace()).isEmpty();
        assertThat(failure("[1]").message()).isEqualTo("[1]");
    }
}

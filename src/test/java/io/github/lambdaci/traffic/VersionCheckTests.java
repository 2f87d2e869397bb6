package io.github.lambdaci.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.VersionCheckException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VersionCheckTests {
    private final TrafficWorld world = new TrafficWorld();
    private final List<InvocationRequest> calls = new ArrayList<>();

    private void answers(Optional<String> error, String payload, String logTail) {
        world.lambda.answer(request -> {
            calls.add(request);
            return new Invocation(200, request.qualifier(), error, payload, Optional.of(logTail));
        });
    }

    private VersionCheckException refused(String expected) {
        Throwable[] thrown = {null};
        assertThatThrownBy(() -> world.ship(TrafficWorld.checking("{\"ping\": 1}", expected)))
                .isInstanceOf(VersionCheckException.class)
                .satisfies(e -> thrown[0] = e);
        assertThat(world.traffic()).isEqualTo("1 {}");
        assertThat(world.writes.done()).isEmpty();
        return (VersionCheckException) thrown[0];
    }

    @Test
    void versionItselfIsCalledBeforeTheAliasMoves() {
        answers(Optional.empty(), "{\"ok\": true, \"time\": 3}", "");

        world.ship(TrafficWorld.checking("{\"ping\": 1}", "{\"ok\": true}"));

        assertThat(calls)
                .containsExactly(
                        new InvocationRequest("orders", "2", InvocationRequest.Type.REQUEST_RESPONSE, "{\"ping\": 1}"));
        assertThat(world.log.events())
                .containsExactly(
                        "versionChecking 2", "versionChecked 2", "aliasMoving live 2", "aliasMoved live 1 -> 2");
    }

    @Test
    void withoutExpectationAnyAnswerWillDo() {
        answers(Optional.empty(), "null", "");

        world.ship(TrafficWorld.checking("{}", ""));

        assertThat(world.traffic()).isEqualTo("2 {}");
    }

    @Test
    void firstVersionIsCheckedToo() {
        answers(Optional.of("Unhandled"), "{\"errorType\": \"ValueError\", \"errorMessage\": \"told to\"}", "");
        world.lambda.deleteAlias("orders", "live");

        assertThatThrownBy(() -> world.ship(TrafficWorld.checking("{}", ""))).isInstanceOf(VersionCheckException.class);
        assertThat(world.lambda.alias("orders", "live")).isEmpty();
    }

    @Test
    void failureIsToldWithTheEndOfTheLog() {
        answers(
                Optional.of("Unhandled"),
                "{\"errorMessage\": \"told to\", \"errorType\": \"ValueError\", \"stackTrace\": []}",
                "START RequestId: 1\n\n[ERROR] ValueError: \u001b[31mtold to\nEND RequestId: 1\n");

        VersionCheckException refused = refused("");

        assertThat(refused).hasMessage("""
                        version 2 of 'orders' failed its check: it failed with ValueError: told to
                        its log ends with:
                          START RequestId: 1
                          [ERROR] ValueError:  [31mtold to
                          END RequestId: 1""");
        assertThat(refused.hint()).startsWith("the alias was not moved; ");
    }

    @Test
    void onlyTheLastLinesOfTheLogAreShown() {
        answers(Optional.of("Handled"), "{\"errorMessage\": \"no\"}", "line\n".repeat(20) + "last");

        assertThat(String.valueOf(refused("").getMessage()).lines())
                .hasSize(2 + 15)
                .last()
                .isEqualTo("  last");
    }

    @Test
    void timeoutIsToldAsSuch() {
        answers(
                Optional.of("Unhandled"),
                "{\"errorMessage\": \"2026-11-21T12:00:00Z 4f2c Task timed out after 3.00 seconds\"}",
                "");

        assertThat(refused(""))
                .hasMessageContaining("it did not answer in time: ")
                .hasMessageContaining("Task timed out after 3.00 seconds");
    }

    @Test
    void failureOfAnUnknownFormIsShownAsItIs() {
        answers(Optional.of("Unhandled"), "<html>" + "x".repeat(1000), "");

        assertThat(refused("").getMessage())
                .contains("it failed with <html>xxx")
                .endsWith("x…")
                .hasSizeLessThan(700);
    }

    @Test
    void otherAnswerIsShownWithWhatWasExpected() {
        answers(Optional.empty(), "{\"ok\": false}", "END\n");

        assertThat(refused("{\"ok\": true}")).hasMessage("""
                        version 2 of 'orders' failed its check: expected {"ok": true}
                        but it answered {"ok": false}
                        its log ends with:
                          END""");
    }

    @Test
    void refusalOfLambdaIsNoFailureOfTheVersion() {
        world.lambda.answer(request -> {
            throw new AwsException("may not lambda:InvokeFunction", "allow it");
        });

        assertThatThrownBy(() -> world.ship(TrafficWorld.checking("{}", ""))).isInstanceOf(AwsException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void versionThatIsLiveAlreadyIsNotCalled() {
        world.lambda.changeAlias("orders", "live", world.two, Map.of("1", 0.3));
        answers(Optional.of("Unhandled"), "{}", "");

        world.ship(TrafficWorld.checking("{}", ""));

        assertThat(calls).isEmpty();
        assertThat(world.traffic()).isEqualTo("2 {}");
    }
}

package io.github.lambdaci.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.HeldBackException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.traffic.Gate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Functions that become live together or not at all. */
class HeldBackTests {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void noneMovesBeforeAllAreReady() {
        List<Ending<String>> endings = run(1, moving("a"), moving("b"), moving("c"));

        assertThat(endings).allMatch(Ending::isDone);
        assertThat(told.subList(0, 6))
                .containsExactly("a ready", "b ready", "c ready", "a moves", "b moves", "c moves");
        assertThat(told.subList(6, 9)).containsExactlyInAnyOrder("a stays", "b stays", "c stays");
    }

    @Test
    void oneThatIsNotReadyKeepsAllOthersFromMoving() {
        List<Ending<String>> endings = run(2, moving("a"), failing("b"), moving("c"));

        assertThat(told).noneMatch(event -> event.endsWith("moves"));
        assertThat(endings.get(0))
                .isInstanceOfSatisfying(
                        Ending.HeldBack.class,
                        held -> assertThat(held.failure()).hasMessage("a is as it was"));
        assertThat(endings.get(0).culprit()).contains("b");
        assertThat(endings.get(1)).isInstanceOf(Ending.Failed.class);
        assertThat(endings.get(2).culprit()).contains("b");
    }

    @Test
    void noneIsBegunAfterAFailure() {
        List<Ending<String>> endings = run(1, failing("a"), moving("b"));

        assertThat(endings.get(1)).isEqualTo(new Ending.Skipped<>("b", "a"));
    }

    @Test
    void thoseThatMovedGoBackWhenALaterOneFails() {
        List<Ending<String>> endings = run(
                4,
                moving("a"),
                member(
                        "b",
                        gate -> {
                            told.add("b ready");
                            gate.awaitMove();
                            throw new IllegalStateException("refused");
                        },
                        "a"),
                moving("c", "b"));

        assertThat(told).contains("a moves", "a goes back").doesNotContain("a stays", "c moves");
        assertThat(endings)
                .hasExactlyElementsOfTypes(Ending.HeldBack.class, Ending.Failed.class, Ending.HeldBack.class);
    }

    @Test
    void theyAreMadeReadyInAnyOrderAndMoveInTheirs() {
        run(4, moving("a", "b"), moving("b", "c"), moving("c"));

        assertThat(told.subList(0, 3)).containsExactlyInAnyOrder("a ready", "b ready", "c ready");
        assertThat(told.subList(3, 6)).containsExactly("c moves", "b moves", "a moves");
    }

    @Test
    void oneWithNothingToMoveIsNotWaitedFor() {
        List<Ending<String>> endings = run(1, moving("a", "b"), member("b", gate -> "B"));

        assertThat(endings).allMatch(Ending::isDone);
    }

    @Test
    void whoeverIsMovingLearnsThatAnotherFailed() {
        List<Ending<String>> endings = run(
                2,
                member("slow", gate -> {
                    gate.awaitMove();
                    Optional<String> objection = Optional.empty();
                    while (objection.isEmpty()) {
                        Thread.onSpinWait();
                        objection = gate.objection();
                    }
                    throw new HeldBackException("slow went back", objection.get());
                }),
                member("b", gate -> {
                    gate.awaitMove();
                    throw new IllegalStateException("refused");
                }));

        assertThat(endings.get(0).culprit()).contains("b");
    }

    @Test
    void thoseThatWaitAreStoppedWithTheRun() {
        Thread main = Thread.currentThread();

        assertThatThrownBy(() -> run(2, moving("a"), member("b", gate -> {
                    main.interrupt();
                    gate.awaitMove();
                    throw new AssertionError("nobody lets it pass");
                })))
                .isInstanceOf(InterruptedRunException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).noneMatch(event -> event.endsWith("moves"));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private List<Ending<String>> run(int parallelism, Member<String>... members) {
        return new FleetRun(parallelism, OnFailure.HOLD_BACK, FleetLog.SILENT).run(Arrays.asList(members));
    }

    private Member<String> moving(String name, String... after) {
        return member(
                name,
                gate -> {
                    told.add(name + " ready");
                    gate.awaitMove().ifPresent(because -> {
                        throw new HeldBackException(name + " is as it was", because);
                    });
                    told.add(name + " moves");
                    gate.awaitStay().ifPresent(because -> {
                        told.add(name + " goes back");
                        throw new HeldBackException(name + " went back", because);
                    });
                    told.add(name + " stays");
                    return name;
                },
                after);
    }

    private static Member<String> failing(String name) {
        return member(name, gate -> {
            throw new IllegalStateException("broken");
        });
    }

    private static Member<String> member(String name, Function<Gate, String> work, String... after) {
        return new Member<>(name, List.of(after), work);
    }
}

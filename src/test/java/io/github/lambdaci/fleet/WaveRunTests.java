package io.github.lambdaci.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.testing.FakePassingTime;
import io.github.lambdaci.testing.RecordingFleetLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaveRunTests {
    private static final Intermission TEN_MINUTES =
            new Intermission(Optional.of(Duration.ofMinutes(10)), Optional.of("./looks-good"));

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final FakePassingTime time = new FakePassingTime();
    private Set<String> outstanding = Set.of("orders (us)");
    private int status;

    @Test
    void theNextWaveIsBegunAfterThePauseAndTheCheck() {
        List<Ending<String>> endings = run(wave("eu", TEN_MINUTES, "published"), wave("us", TEN_MINUTES, "published"));

        assertThat(endings).allMatch(Ending::isDone);
        assertThat(time.passed()).isEqualTo(Duration.ofMinutes(10));
        assertThat(told)
                .containsExactly(
                        "wave 1 of 2: eu",
                        "begun orders (eu)",
                        "ended orders (eu)",
                        "pausing PT10M",
                        "checking ./looks-good",
                        "runs after eu",
                        "wave 2 of 2: us",
                        "begun orders (us)",
                        "ended orders (us)");
    }

    @Test
    void nothingIsWaitedForWhereThereIsNothingToDo() {
        outstanding = Set.of();
        run(wave("eu", TEN_MINUTES, "unchanged"), wave("us", TEN_MINUTES, "unchanged"));

        assertThat(time.passed()).isZero();
        assertThat(told).noneMatch(event -> event.startsWith("checking"));
    }

    @Test
    void aCheckIsNotPassedByRunningAgain() {
        status = 7;

        List<Ending<String>> endings = run(wave("eu", TEN_MINUTES, "unchanged"), wave("us", TEN_MINUTES, "published"));

        assertThat(time.passed()).as("the wave is not new").isZero();
        assertThat(endings.get(1)).isEqualTo(new Ending.Skipped<>("orders (us)", "the check after eu"));
    }

    @Test
    void noWaveIsBegunAfterACheckThatFailed() {
        status = 7;

        List<Ending<String>> endings = run(wave("eu", TEN_MINUTES, "published"), wave("us", TEN_MINUTES, "published"));

        assertThat(endings.get(0).isDone()).isTrue();
        assertThat(endings.get(1)).isEqualTo(new Ending.Skipped<>("orders (us)", "the check after eu"));
        assertThat(told).contains("check failed with 7").endsWith("ended orders (us)");
    }

    @Test
    void noWaveIsBegunAfterAFailure() {
        List<Ending<String>> endings = run(
                wave("eu", TEN_MINUTES, ""),
                wave("us", TEN_MINUTES, "published"),
                wave("ap", TEN_MINUTES, "published"));

        assertThat(endings.get(1)).isEqualTo(new Ending.Skipped<>("orders (us)", "orders (eu)"));
        assertThat(endings.get(2).culprit()).contains("orders (eu)");
        assertThat(time.passed()).isZero();
    }

    @Test
    void aSingleWaveIsNotTalkedAbout() {
        run(wave("", TEN_MINUTES, "published"));

        assertThat(told).containsExactly("begun orders ()", "ended orders ()");
    }

    @Test
    void whoeverIsToldToStopWaitsNoLonger() {
        time.interruptAfter(Duration.ofMinutes(1));

        assertThatThrownBy(() -> run(wave("eu", TEN_MINUTES, "published"), wave("us", TEN_MINUTES, "published")))
                .isInstanceOf(InterruptedRunException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).endsWith("pausing PT10M");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private List<Ending<String>> run(Wave<String>... waves) {
        FleetRun run = new FleetRun(1, OnFailure.GO_ON, new RecordingFleetLog(told));
        return new WaveRun(run, this::command, time).run(List.of(waves), "published"::equals, outstanding);
    }

    private int command(String command, String wave) {
        told.add("runs after " + wave);
        return status;
    }

    /** One function, which fails if it comes to nothing. */
    private static Wave<String> wave(String name, Intermission then, String result) {
        Member<String> member = new Member<>("orders (" + name + ")", List.of(), gate -> {
            if (result.isEmpty()) {
                throw new IllegalStateException("broken");
            }
            return result;
        });
        return new Wave<>(name, List.of(member), then);
    }
}

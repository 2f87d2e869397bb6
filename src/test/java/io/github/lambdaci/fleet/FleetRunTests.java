package io.github.lambdaci.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.testing.RecordingFleetLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FleetRunTests {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final FleetLog log = new RecordingFleetLog(told);

    @Test
    void endingsComeInTheOrderOfTheMembers() {
        List<Ending<String>> endings = run(1, false, member("b", () -> "B"), member("a", () -> "A"));

        assertThat(endings).extracting(ending -> ending.value().orElseThrow()).containsExactly("B", "A");
        assertThat(told).containsExactly("begun b", "ended b", "begun a", "ended a");
    }

    @Test
    void severalAreDoneAtOnceButNoMoreThanAllowed() {
        CyclicBarrier two = new CyclicBarrier(2);
        List<Ending<String>> endings = run(
                2,
                false,
                member("a", () -> await(two)),
                member("b", () -> await(two)),
                member("c", () -> await(two)),
                member("d", () -> await(two)));

        assertThat(endings).allMatch(Ending::isDone);
        assertThat(told.subList(0, 3)).containsExactlyInAnyOrder("begun a", "begun b", told.get(2));
        assertThat(told.get(2)).startsWith("ended");
    }

    @Test
    void oneThatDependsOnAnotherIsBegunAfterIt() {
        run(8, false, member("b", () -> "B", "a"), member("a", () -> "A", "elsewhere"));

        assertThat(told).containsExactly("begun a", "ended a", "begun b", "ended b");
    }

    @Test
    void aFailureStopsWhatDependsOnItAndNothingElse() {
        IllegalStateException failure = new IllegalStateException("broken");
        List<Ending<String>> endings = run(
                1,
                false,
                member("a", () -> fail(failure)),
                member("b", () -> "B", "a"),
                member("c", () -> "C", "b"),
                member("d", () -> "D"));

        assertThat(endings.get(0))
                .isInstanceOfSatisfying(
                        Ending.Failed.class,
                        failed -> assertThat(failed.failure()).isSameAs(failure));
        assertThat(endings.get(1)).isEqualTo(new Ending.Skipped<>("b", "a"));
        assertThat(endings.get(2)).isEqualTo(new Ending.Skipped<>("c", "a"));
        assertThat(endings.get(3).isDone()).isTrue();
    }

    @Test
    void nothingIsBegunAfterAFailureThatIsToStopAll() {
        List<Ending<String>> endings =
                run(1, true, member("a", () -> fail(new IllegalStateException("broken"))), member("b", () -> "B"));

        assertThat(endings.get(1)).isEqualTo(new Ending.Skipped<>("b", "a"));
        assertThat(told).containsExactly("begun a", "ended a", "ended b");
    }

    @Test
    void anErrorIsAFailureToo() {
        List<Ending<String>> endings = run(1, false, member("a", () -> {
            throw new NoClassDefFoundError("gone");
        }));

        assertThat(endings.get(0))
                .isInstanceOfSatisfying(
                        Ending.Failed.class,
                        failed -> assertThat(failed.failure()).hasCauseInstanceOf(NoClassDefFoundError.class));
    }

    @Test
    void whoeverIsToldToStopStopsWhatWasBegun() {
        Thread main = Thread.currentThread();
        CountDownLatch stopped = new CountDownLatch(1);
        Supplier<String> waiting = () -> {
            main.interrupt();
            try {
                TimeUnit.DAYS.sleep(1);
            } catch (InterruptedException e) {
                stopped.countDown();
            }
            return "late";
        };

        assertThatThrownBy(() -> run(1, false, member("a", waiting), member("b", () -> "B")))
                .isInstanceOf(InterruptedRunException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.getCount()).isZero();
        assertThat(told).containsExactly("begun a");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private List<Ending<String>> run(int parallelism, boolean failFast, Member<String>... members) {
        return new FleetRun(parallelism, failFast ? OnFailure.STOP : OnFailure.GO_ON, log).run(Arrays.asList(members));
    }

    private static Member<String> member(String name, Supplier<String> work, String... after) {
        return new Member<>(name, List.of(after), gate -> work.get());
    }

    private static String await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
            return "met";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fail(RuntimeException failure) {
        throw failure;
    }
}

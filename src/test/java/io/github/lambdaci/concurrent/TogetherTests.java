package io.github.lambdaci.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TogetherTests {
    @Test
    void thingsAreDoneAtTheSameTime() {
        CyclicBarrier both = new CyclicBarrier(2);
        try (Together together = Together.reading()) {
            Pending<String> one = together.start("one", () -> meet(both, "1"));
            Pending<String> other = together.start("other", () -> meet(both, "2"));

            assertThat(one.get() + other.get()).isEqualTo("12");
        }
    }

    @Test
    void failureComesToWhoeverWaitsAsItIs() {
        AwsException failure = new AwsException("no", "run again");
        try (Together together = Together.reading()) {
            Pending<String> failing = together.start("failing", () -> {
                throw failure;
            });

            assertThatThrownBy(failing::get).isSameAs(failure);
        }
    }

    @Test
    void whoeverIsToldToStopDoesNotWait() {
        CountDownLatch never = new CountDownLatch(1);
        try (Together together = Together.reading()) {
            Pending<String> pending = together.start("looking", () -> await(never, new AtomicBoolean()));
            Thread.currentThread().interrupt();

            assertThatThrownBy(pending::get)
                    .isInstanceOf(InterruptedRunException.class)
                    .hasMessage("interrupted while looking");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatChangesSomethingIsToldToStopAndWaitedFor() {
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch never = new CountDownLatch(1);

        Together together = Together.writing(Duration.ofMinutes(1));
        together.start("writing", () -> await(never, ended));
        together.close();

        assertThat(ended).isTrue();
    }

    @Test
    void whoeverIsToldToStopStillWaitsForWhatChangesSomething() {
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch never = new CountDownLatch(1);

        Together together = Together.writing(Duration.ofMinutes(1));
        together.start("writing", () -> await(never, ended));
        Thread.currentThread().interrupt();
        together.close();

        assertThat(ended).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatHasToBeDoneIsWaitedForAndNotToldToStop() {
        Thread waiting = Thread.currentThread();
        Together together = Together.finishing(Duration.ofMinutes(1));
        Pending<Boolean> stopped = together.start("removing", () -> {
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return Thread.currentThread().isInterrupted();
        });
        waiting.interrupt();

        together.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.get()).isFalse();
    }

    private static String meet(CyclicBarrier barrier, String answer) {
        try {
            barrier.await();
            return answer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String await(CountDownLatch latch, AtomicBoolean ended) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            ended.set(true);
        }
        return "";
    }
}

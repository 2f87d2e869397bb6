package io.github.lambdaci.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.testing.FakeChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OutboxTests {
    /** More than any test takes that does not hang. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final FakeChannel webhook = new FakeChannel("webhook");
    private final FakeChannel topic = new FakeChannel("topic");
    private final List<Undelivered> missed = new ArrayList<>();
    private final Outbox outbox = new Outbox(List.of(webhook, topic), missed::add);

    private void post(String... titles) {
        for (String title : titles) {
            outbox.post(ChannelContract.message(title));
        }
    }

    @Test
    void everyChannelGetsEveryMessageInOrder() {
        post("one", "two", "three");

        outbox.flush(LONG);

        assertThat(webhook.titles()).containsExactly("one", "two", "three");
        assertThat(topic.titles()).containsExactly("one", "two", "three");
        assertThat(missed).isEmpty();
    }

    @Test
    void postingDoesNotWaitAndAHangingChannelHoldsUpNoOther() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        webhook.hold(never);
        post("one", "two");
        topic.awaitHandedOver(2);

        outbox.flush(Duration.ofMillis(300));

        assertThat(topic.titles()).containsExactly("one", "two");
        assertThat(missed)
                .containsExactly(new Undelivered(
                        2,
                        "telling webhook failed: there was no answer within 1 s",
                        "see whether it is slow or out of service"));
        never.countDown();
    }

    @Test
    void whatIsGivenUpIsNotToldTwiceAndLaterMessagesGetThere() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        webhook.hold(gate);
        post("one", "two");
        webhook.awaitHandedOver(1);
        topic.awaitHandedOver(2);
        outbox.flush(Duration.ZERO);
        missed.clear();

        gate.countDown();
        post("three");
        outbox.flush(LONG);

        assertThat(missed).isEmpty();
        assertThat(webhook.titles()).containsExactly("one", "three");
    }

    @Test
    void failuresAreCountedAndTheLastIsExplained() {
        webhook.refuse(new AwsException("telling webhook failed: it answered with status 500", "look there"));
        topic.refuse(new IllegalStateException("no"));
        post("one", "two");

        outbox.flush(LONG);

        assertThat(missed)
                .containsExactly(
                        new Undelivered(2, "telling webhook failed: it answered with status 500", "look there"),
                        new Undelivered(
                                2,
                                "telling topic failed: a bug in lambda-ci: java.lang.IllegalStateException: no",
                                "please report it"));
        missed.clear();
        outbox.flush(LONG);
        assertThat(missed).isEmpty();
    }

    @Test
    void anInterruptionEndsNeitherTheWaitNorIsItForgotten() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        webhook.hold(gate);
        post("stopped");
        Thread opener = new Thread(gate::countDown);
        Thread.currentThread().interrupt();
        opener.start();

        outbox.flush(LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(webhook.titles()).containsExactly("stopped");
        assertThat(missed).isEmpty();
        opener.join();
    }

    @Test
    void nothingIsStartedForNothing() {
        long before = threads();

        outbox.flush(LONG);

        assertThat(threads()).isEqualTo(before);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("notification"))
                .count();
    }
}

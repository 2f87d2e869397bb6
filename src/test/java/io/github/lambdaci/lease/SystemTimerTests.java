package io.github.lambdaci.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SystemTimerTests {
    @Test
    void actionIsDoneAgainAndAgainByAThreadThatKeepsNobodyFromEnding() throws Exception {
        CountDownLatch done = new CountDownLatch(3);
        AtomicBoolean daemon = new AtomicBoolean();
        LeaseTimer.Repetition repetition = new SystemTimer().every(Duration.ofMillis(1), () -> {
            daemon.set(Thread.currentThread().isDaemon());
            done.countDown();
        });
        done.await();
        repetition.close();
        assertThat(daemon).isTrue();
    }
}

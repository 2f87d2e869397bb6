package io.github.lambdaci.traffic;

import java.time.Duration;
import java.time.Instant;

/** The time that passes while traffic moves. */
public interface PassingTime {
    /** This machine's. */
    PassingTime REAL = new PassingTime() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pass(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    };

    /** The time. */
    Instant now();

    /** Waits. */
    void pass(Duration duration) throws InterruptedException;
}

package io.github.lambdaci.lease;

import java.time.Duration;

/** Time, as leases need it. */
public interface LeaseTimer {
    /** Milliseconds since some moment: a clock that nobody sets. */
    long millis();

    /** Lets time pass. */
    void sleep(Duration duration) throws InterruptedException;

    /** A number from 0 to 1 that is another one each time. */
    double random();

    /** Does something again and again, each time after the interval, until it is closed. */
    Repetition every(Duration interval, Runnable action);

    /** Something that is done again and again. */
    interface Repetition extends AutoCloseable {
        /** Does not begin it again; what has begun may still be going on. */
        @Override
        void close();
    }
}

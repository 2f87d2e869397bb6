package io.github.lambdaci.testing;

import io.github.lambdaci.traffic.PassingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** Time that passes at once, and what happens while it does. */
public final class FakePassingTime implements PassingTime {
    private static final Instant START = Instant.parse("2026-11-21T12:00:30Z");

    private final TreeMap<Instant, Runnable> events = new TreeMap<>();
    private Instant now = START;

    /** Lets something happen when so much time has passed since the start. */
    public void after(Duration passed, Runnable event) {
        events.put(START.plus(passed), event);
    }

    /** Lets whoever waits be told to stop when so much time has passed since the start. */
    public void interruptAfter(Duration passed) {
        after(passed, () -> Thread.currentThread().interrupt());
    }

    /** How much time has passed since the start. */
    public Duration passed() {
        return Duration.between(START, now);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pass(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Instant end = now.plus(duration);
        while (!events.isEmpty() && !events.firstKey().isAfter(end)) {
            now = events.firstKey();
            events.pollFirstEntry().getValue().run();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        now = end;
    }
}

package io.github.lambdaci.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that goes on only when somebody sleeps. */
final class FakeTime implements InstantSource, Patience.Sleeper {
    private final List<Duration> sleeps = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");

    Patience patience(Duration limit) {
        return new Patience(limit, this, this, () -> 0.5);
    }

    List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(duration);
        now = now.plus(duration);
    }
}

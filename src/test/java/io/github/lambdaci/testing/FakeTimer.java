package io.github.lambdaci.testing;

import io.github.lambdaci.lease.LeaseTimer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Time that goes on only when somebody sleeps, or when a test says so. */
public final class FakeTimer implements LeaseTimer, InstantSource {
    private final List<Duration> sleeps = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    private record Task(Duration interval, Runnable action) implements Repetition {
        @Override
        public void close() {
            // Whoever made it takes it away.
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long millis() {
        return now.toEpochMilli();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(duration);
        pass(duration);
    }

    @Override
    public double random() {
        return 0.5;
    }

    @Override
    public Repetition every(Duration interval, Runnable action) {
        Task task = new Task(interval, action);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Lets time pass in which nothing is done, as while a machine sleeps. */
    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Lets time pass, and everything that is due be done. */
    public void passBusily(Duration duration) {
        Instant end = now.plus(duration);
        while (now.isBefore(end)) {
            Duration step =
                    tasks.stream().map(Task::interval).min(Duration::compareTo).orElse(duration);
            Duration left = Duration.between(now, end);
            pass(step.compareTo(left) < 0 ? step : left);
            if (step.compareTo(left) <= 0) {
                List.copyOf(tasks).forEach(task -> task.action().run());
            }
        }
    }

    /** How long was slept, each time. */
    public List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    /** How much is done again and again now. */
    public int repetitions() {
        return tasks.size();
    }
}

package io.github.lambdaci.fleet;

import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.InterruptedRunException;
import java.time.Duration;
import java.util.List;

/** Does the work of many functions, several at once: each after those that it depends on, and not if one of them failed. */
public final class FleetRun {
    /** How long functions that are told to stop may take to leave nothing behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final int parallelism;
    private final OnFailure onFailure;
    private final FleetLog log;

    /**
     * Begins nothing yet.
     *
     * @param parallelism how many functions are worked on at once
     */
    public FleetRun(int parallelism, OnFailure onFailure, FleetLog log) {
        this.parallelism = parallelism;
        this.onFailure = onFailure;
        this.log = log;
    }

    /**
     * Does all work, and returns what became of each function, in the order in which they were given.
     *
     * @param members with no two of one name, and none after itself
     * @throws InterruptedRunException if this thread is told to stop; what was begun has stopped by then
     */
    public <T> List<Ending<T>> run(List<Member<T>> members) {
        try (Together together = Together.writing(PATIENCE)) {
            return new Course<>(members, this, together).endings();
        }
    }

    int parallelism() {
        return parallelism;
    }

    OnFailure onFailure() {
        return onFailure;
    }

    FleetLog log() {
        return log;
    }
}

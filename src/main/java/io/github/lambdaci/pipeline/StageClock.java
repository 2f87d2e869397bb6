package io.github.lambdaci.pipeline;

import io.github.lambdaci.failure.InterruptedRunException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Measures how long one run is in each stage. */
final class StageClock {
    private final PipelineLog log;
    private final Map<Stage, Duration> durations = new EnumMap<>(Stage.class);

    StageClock(PipelineLog log) {
        this.log = log;
    }

    /** Enters a stage. It may be entered again, when what it found is not true any more. */
    <T> T timed(Stage stage, Supplier<T> work) {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedRunException("entering the " + stage.title() + " stage");
        }
        log.stage(stage);
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            durations.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        }
    }

    /** How long it was in each. */
    Map<Stage, Duration> durations() {
        return durations;
    }

    /** How long it was in all of them. */
    Duration sum() {
        return durations.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}

package io.github.lambdaci.fleet;

import io.github.lambdaci.failure.HeldBackException;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of one function of a run.
 *
 * @param <T> what its work came to
 */
public sealed interface Ending<T> {
    /** The function's name in the run. */
    String name();

    /** What its work came to; nothing if it failed or was not begun. */
    default Optional<T> value() {
        return Optional.empty();
    }

    /** Whether all was done that was to be done. */
    default boolean isDone() {
        return value().isPresent();
    }

    /** Whose failure was in the way: its own, or that of another; nothing if it was done. */
    default Optional<String> culprit() {
        return Optional.empty();
    }

    /**
     * It was done.
     *
     * @param took how long
     */
    record Done<T>(String name, T result, Duration took) implements Ending<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(result);
        }
    }

    /**
     * It failed.
     *
     * @param failure with what
     * @param took after which time
     */
    record Failed<T>(String name, RuntimeException failure, Duration took) implements Ending<T> {
        @Override
        public Optional<String> culprit() {
            return Optional.of(name);
        }
    }

    /**
     * It was ready, and did not become live or went back, as another one failed.
     *
     * @param failure what it stays at, and because of which one
     * @param took after which time
     */
    record HeldBack<T>(String name, HeldBackException failure, Duration took) implements Ending<T> {
        @Override
        public Optional<String> culprit() {
            return Optional.of(failure.because());
        }
    }

    /**
     * It was not begun.
     *
     * @param because the function that failed
     */
    record Skipped<T>(String name, String because) implements Ending<T> {
        @Override
        public Optional<String> culprit() {
            return Optional.of(because);
        }
    }
}

package io.github.lambdaci.docker;

import com.github.dockerjava.api.async.ResultCallback;
import org.jspecify.annotations.Nullable;

/**
 * Waits for an answer of the engine that comes in pieces.
 *
 * <p>docker-java's own adapter logs a failure with its stack trace, even one that the caller handles, and its {@code
 * awaitStatusCode} makes a nameless exception of an interrupt.
 */
class Answers<T> extends ResultCallback.Adapter<T> {
    private volatile @Nullable Throwable failure;

    @Override
    public void onError(Throwable problem) {
        failure = problem;
        onComplete();
    }

    /** Waits for the end, and throws what went wrong. */
    final void await() throws InterruptedException {
        awaitCompletion();
        Throwable problem = failure;
        if (problem instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
    }
}

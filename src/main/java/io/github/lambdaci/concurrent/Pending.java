package io.github.lambdaci.concurrent;

import io.github.lambdaci.failure.InterruptedRunException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What is still being done, and comes to a value. */
public final class Pending<T> {
    private final String what;
    private final Future<T> future;

    /**
     * Waits for nothing yet.
     *
     * @param what what is being done, as in "reading alias latest"
     */
    public Pending(String what, Future<T> future) {
        this.what = what;
        this.future = future;
    }

    /** What is known already. */
    public static <T> Pending<T> of(T value) {
        return new Pending<>("", CompletableFuture.completedFuture(value));
    }

    /**
     * Waits for it.
     *
     * @throws InterruptedRunException if this thread is told to stop
     * @throws RuntimeException what it failed with, if it did
     */
    public T get() {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException(what);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}

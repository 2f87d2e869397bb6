package io.github.lambdaci.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls that all begin at the same moment. */
final class InParallel {
    private InParallel() {}

    /** What one of the callers does. */
    @FunctionalInterface
    interface Numbered<T> {
        T call(int number) throws Exception;
    }

    /** The results of as many threads, each with its number from 0, in the order of the numbers. */
    static <T> List<T> call(int threads, Numbered<T> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int number = 0; number < threads; number++) {
                int own = number;
                calls.add(() -> {
                    int unused = start.await();
                    return task.call(own);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}

package io.github.lambdaci.concurrent;

import io.github.lambdaci.failure.InterruptedRunException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Work that several threads do at once. Results come in the order of the tasks, and however many tasks there are, only
 * as many are begun and not yet taken as there are workers.
 *
 * @param <T> a task
 * @param <R> what comes of it
 */
public final class ParallelWork<T, R> {
    private static final int MOST_THREADS = 8;
    /** Enough that the other threads have something to do while one works on a long task; each has buffers. */
    private static final int MORE_WORKERS_THAN_THREADS = 4;
    /** Hashing a small file takes hardly longer than handing it to another thread. */
    private static final int BATCH = 16;

    private final String doing;
    private final int threads;
    private final Supplier<? extends Worker<T, R>> hire;

    /**
     * Does one task after another, with buffers of its own.
     *
     * @param <T> a task
     * @param <R> what comes of it, which may be in those buffers: it is not looked at after the worker's next task began
     */
    @FunctionalInterface
    public interface Worker<T, R> extends AutoCloseable {
        /** Does a task; not always on the same thread, but never on two at once. */
        R work(T task);

        @Override
        default void close() {}
    }

    /**
     * Takes results.
     *
     * @param <R> what comes of a task
     * @param <E> what can go wrong with it
     */
    @FunctionalInterface
    public interface Results<R, E extends Exception> {
        /** Takes the next one, on the thread that had asked for the work. */
        void take(R result) throws E;
    }

    /**
     * Prepares work.
     *
     * @param doing what is being done, as in "compressing the code"
     * @param threads how many to use
     * @param hire makes a worker
     */
    public ParallelWork(String doing, int threads, Supplier<? extends Worker<T, R>> hire) {
        this.doing = doing;
        this.threads = threads;
        this.hire = hire;
    }

    /** As many threads as are worthwhile on this machine. */
    public static int usualThreads() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    }

    /**
     * Does tasks, and returns when all of its threads have ended.
     *
     * @throws InterruptedRunException if this thread is interrupted
     */
    public <E extends Exception> void run(Iterator<T> tasks, Results<R, E> results) throws E {
        List<Worker<T, R>> workers = new ArrayList<>();
        List<Thread> started = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> thread(task, started));
        try {
            Deque<Pending<R>> begun = new ArrayDeque<>();
            for (int count = 0; tasks.hasNext() || !begun.isEmpty(); ) {
                if (tasks.hasNext() && begun.size() < threads + MORE_WORKERS_THAN_THREADS) {
                    begun.add(begin(tasks.next(), worker(workers, count), pool));
                    count++;
                } else {
                    results.take(result(begun.remove()));
                }
            }
        } finally {
            end(pool, started);
            workers.forEach(Worker::close);
        }
    }

    /**
     * Does tasks that are short, and returns when all of its threads have ended.
     *
     * @throws InterruptedRunException if this thread is interrupted
     */
    public <E extends Exception> void runShort(Iterator<T> tasks, Results<R, E> results) throws E {
        ParallelWork<List<T>, List<R>> batches = new ParallelWork<>(doing, threads, () -> {
            Worker<T, R> worker = hire.get();
            return batch -> batch.stream().map(worker::work).toList();
        });
        batches.run(new Batches<>(tasks), batch -> {
            for (R result : batch) {
                results.take(result);
            }
        });
    }

    private record Batches<T>(Iterator<T> tasks) implements Iterator<List<T>> {
        @Override
        public boolean hasNext() {
            return tasks.hasNext();
        }

        @Override
        public List<T> next() {
            List<T> batch = new ArrayList<>(BATCH);
            do {
                batch.add(tasks.next());
            } while (batch.size() < BATCH && tasks.hasNext());
            return batch;
        }
    }

    /** In turns: when a worker's turn comes again, its last result has been taken. */
    private Worker<T, R> worker(List<Worker<T, R>> workers, int count) {
        int most = threads + MORE_WORKERS_THAN_THREADS;
        if (count < most) {
            workers.add(hire.get());
        }
        return workers.get(count % most);
    }

    private Pending<R> begin(T task, Worker<T, R> worker, ExecutorService pool) {
        return new Pending<>(doing, pool.submit(() -> worker.work(task)));
    }

    private R result(Pending<R> task) {
        // A result that is there already would be handed out to an interrupted thread, too.
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedRunException(doing);
        }
        return task.get();
    }

    private static Thread thread(Runnable task, List<Thread> started) {
        Thread thread = new Thread(task, "worker-" + (started.size() + 1));
        thread.setDaemon(true);
        started.add(thread);
        return thread;
    }

    /** Tasks that are under way are waited for: they are short, and read files that the caller may delete next. */
    private static void end(ExecutorService pool, List<Thread> started) {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        for (Thread thread : started) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

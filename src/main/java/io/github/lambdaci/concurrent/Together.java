package io.github.lambdaci.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Does things beside one another, each in a thread of its own; at the end, none of them is left behind. */
public final class Together implements AutoCloseable {
    private final Duration patience;
    private final boolean stopping;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private Together(Duration patience, boolean stopping) {
        this.patience = patience;
        this.stopping = stopping;
    }

    /** For what changes nothing: what nobody waits for any more is left to itself. */
    public static Together reading() {
        return new Together(Duration.ZERO, true);
    }

    /**
     * For what changes something: what nobody waits for any more is told to stop, and waited for.
     *
     * @param patience how long
     */
    public static Together writing(Duration patience) {
        return new Together(patience, true);
    }

    /**
     * For what has to be done whatever happens: it is waited for, and never told to stop.
     *
     * @param patience how long
     */
    public static Together finishing(Duration patience) {
        return new Together(patience, false);
    }

    /**
     * Begins something.
     *
     * @param what what it is, as in "reading alias latest"
     */
    public <T> Pending<T> start(String what, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "lambda-ci " + what);
        // Whoever stops the program does not wait for an answer that may never come.
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return new Pending<>(what, task);
    }

    @Override
    public void close() {
        List<Thread> left = threads.stream().filter(Thread::isAlive).toList();
        if (stopping) {
            left.forEach(Thread::interrupt);
        }
        if (patience.isZero() || left.isEmpty()) {
            return;
        }
        // Also whoever was told to stop waits, so that nothing is changed after its end.
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : left) {
            interrupted |= awaited(thread, end);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a thread, and says whether this one was told to stop meanwhile. */
    private static boolean awaited(Thread thread, long end) {
        try {
            long milliseconds = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (milliseconds > 0) {
                thread.join(milliseconds);
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}

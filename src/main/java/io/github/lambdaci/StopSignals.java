package io.github.lambdaci;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and the other signals to stop into an interruption of the main thread, which cleans up and ends by itself.
 *
 * <p>Not a shutdown hook: in one, the exit status is fixed already, a second Ctrl-C does nothing, and {@code
 * System.exit} on the main thread would wait for the hook that waits for the main thread.
 */
final class StopSignals {
    /** What a shell reports for SIGINT; taken for every signal, so that there is one status to branch on. */
    static final int STATUS = 130;

    /** What closing the rest takes. */
    private static final Duration LAST_STEPS = Duration.ofSeconds(1);

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private final Thread main;
    private final Duration patience;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile long requestedAt;

    StopSignals(Thread main, Duration patience) {
        this.main = main;
        this.patience = patience;
    }

    /**
     * Takes over the signals.
     *
     * @param first told at once when the user asks to stop
     * @param late told when the main thread does not end in time, before the process is ended without it
     */
    void handle(Runnable first, Runnable late) {
        for (String name : NAMES) {
            handle(name, () -> stop(first, late));
        }
    }

    /** Calls {@code sun.misc.Signal.handle}, which every JDK has but no compiler lets pass without a warning. */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            // A JVM that keeps the signal for itself (-Xrs): it ends the process at once.
            return;
        }
    }

    boolean isRequested() {
        return requested;
    }

    /** How much of a time is left for something to be done in, now that the program may have to end. */
    Duration left(Duration usual) {
        if (!requested) {
            return usual;
        }
        Duration left = patience.minusNanos(System.nanoTime() - requestedAt).minus(LAST_STEPS);
        return left.compareTo(usual) > 0 ? usual : left.isNegative() ? Duration.ZERO : left;
    }

    /** The main thread has cleaned up and is about to exit. */
    void ended() {
        ended.countDown();
    }

    void stop(Runnable first, Runnable late) {
        if (isSecond()) {
            Runtime.getRuntime().halt(STATUS);
        }
        first.run();
        main.interrupt();
        try {
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                late.run();
                Runtime.getRuntime().halt(STATUS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isSecond() {
        boolean second = requested;
        requestedAt = System.nanoTime();
        requested = true;
        return second;
    }
}

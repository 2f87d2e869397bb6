package io.github.lambdaci;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a run has opened, to be closed in reverse. */
final class Resources implements AutoCloseable {
    private final Deque<Runnable> closings = new ArrayDeque<>();

    synchronized void onClose(Runnable closing) {
        closings.push(closing);
    }

    /** Closes all, even where closing one fails; a second call closes nothing. */
    @Override
    public synchronized void close() {
        if (!closings.isEmpty()) {
            try {
                closings.pop().run();
            } finally {
                close();
            }
        }
    }
}

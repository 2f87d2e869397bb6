package io.github.lambdaci.notification;

import io.github.lambdaci.failure.LambdaCiException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One channel with what is to be delivered by it. */
final class Lane {
    private final Channel channel;
    private final Queue<Message> waiting = new ArrayDeque<>();
    private boolean hasCarrier;
    private boolean delivering;
    /** What is being delivered counts as undelivered already, whatever comes of it. */
    private boolean givenUp;

    private @Nullable Throwable failure;
    private int failed;

    Lane(Channel channel) {
        this.channel = channel;
    }

    synchronized void post(Message message) {
        waiting.add(message);
        if (!hasCarrier) {
            hasCarrier = true;
            Thread carrier = new Thread(this::carry, "notification");
            // Whoever wants it delivered waits for it; the program never ends later for it.
            carrier.setDaemon(true);
            carrier.start();
        }
    }

    private void carry() {
        for (Optional<Message> next = next(); next.isPresent(); next = next()) {
            try {
                channel.deliver(next.get());
                done(null);
            } catch (RuntimeException | Error e) {
                done(e);
            }
        }
    }

    private synchronized Optional<Message> next() {
        Optional<Message> next = Optional.ofNullable(waiting.poll());
        delivering = next.isPresent();
        hasCarrier = next.isPresent();
        return next;
    }

    private synchronized void done(@Nullable Throwable why) {
        if (why != null && !givenUp) {
            failure = why;
            failed++;
        }
        delivering = false;
        givenUp = false;
        notifyAll();
    }

    private int open() {
        return waiting.size() + (delivering && !givenUp ? 1 : 0);
    }

    /** Returns when nothing is open any more, or the time is over. */
    synchronized void await(long nanoseconds) throws InterruptedException {
        long end = System.nanoTime() + nanoseconds;
        for (long left = nanoseconds; open() > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** What was not delivered since this was asked last; what is open is given up. */
    synchronized Optional<Undelivered> missed(Duration waited) {
        int late = open();
        int messages = failed + late;
        Optional<Undelivered> missed = messages == 0 ? Optional.empty() : Optional.of(missed(messages, late, waited));
        waiting.clear();
        givenUp = delivering;
        failed = 0;
        failure = null;
        return missed;
    }

    private Undelivered missed(int messages, int late, Duration waited) {
        String telling = "telling " + channel.name() + " failed: ";
        if (late > 0) {
            long seconds = Math.max(1, Math.round(waited.toMillis() / 1000.0));
            return new Undelivered(
                    messages,
                    telling + "there was no answer within " + seconds + " s",
                    "see whether it is slow or out of service");
        }
        // What lambda-ci cannot explain is a bug in it, and fails no release either.
        return failure instanceof LambdaCiException known
                ? new Undelivered(messages, String.valueOf(known.getMessage()), known.hint())
                : new Undelivered(messages, telling + "a bug in lambda-ci: " + failure, "please report it");
    }
}

package io.github.lambdaci.notification;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Delivers messages beside the run that they are about: each channel in a thread of its own, in their order. */
public final class Outbox {
    private final List<Lane> lanes;
    private final Consumer<Undelivered> warnings;

    /**
     * Starts no thread before there is something to deliver.
     *
     * @param warnings takes what was not delivered, on the thread that flushes
     */
    public Outbox(List<Channel> channels, Consumer<Undelivered> warnings) {
        this.lanes = channels.stream().map(Lane::new).toList();
        this.warnings = warnings;
    }

    /** Takes a message to be delivered, and returns at once. */
    public void post(Message message) {
        lanes.forEach(lane -> lane.post(message));
    }

    /**
     * Waits until everything is delivered or has failed, and warns of what has failed or is not done in time.
     *
     * <p>An interruption does not end the wait, which is short: the last message tells of just that interruption.
     */
    public void flush(Duration atMost) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + atMost.toNanos();
        for (Lane lane : lanes) {
            interrupted |= await(lane, end);
        }
        lanes.forEach(lane -> lane.missed(atMost).ifPresent(warnings));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the thread was interrupted meanwhile. */
    private static boolean await(Lane lane, long end) {
        boolean interrupted = false;
        while (true) {
            try {
                lane.await(end - System.nanoTime());
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}

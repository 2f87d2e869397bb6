package io.github.lambdaci.lease;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** This machine's time. */
final class SystemTimer implements LeaseTimer {
    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }

    @Override
    public double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The action lets no exception out.
    public Repetition every(Duration interval, Runnable action) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread created = new Thread(runnable, "lease");
            // A run that ends in a way of its own must not be kept from it.
            created.setDaemon(true);
            return created;
        });
        thread.scheduleWithFixedDelay(action, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return thread::shutdown;
    }
}

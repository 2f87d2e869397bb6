package io.github.lambdaci.aws;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How waiting for Lambda is done: in short steps that grow, each a little different so that two runs do not keep
 * meeting, and not for ever.
 */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_STEP = Duration.ofMillis(100);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

    private final Duration limit;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final DoubleSupplier random;

    Patience(Duration limit) {
        this(
                limit,
                InstantSource.system(),
                duration -> Thread.sleep(duration.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Takes numbers from 0 to 1 that vary the steps. */
    Patience(Duration limit, InstantSource clock, Sleeper sleeper, DoubleSupplier random) {
        this.limit = limit;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
    }

    /** Lets time pass. */
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    Duration limit() {
        return limit;
    }

    /** Begins to wait. */
    Wait begin() {
        return new Wait();
    }

    /** One wait, whose limit has begun. */
    final class Wait {
        private final long end = clock.millis() + limit.toMillis();
        private Duration step = FIRST_STEP;

        /**
         * Lets the next step pass.
         *
         * @param what what is waited for, as in "the update of orders"
         * @throws AwsException if the limit is reached
         */
        void pause(String what) {
            pause(what, "live traffic was not touched; see the function's state in the console, then run again");
        }

        /**
         * Lets the next step pass.
         *
         * @param hint what to try when the limit is reached
         */
        void pause(String what, String hint) {
            if (!pauseUnlessOver(what)) {
                throw new AwsException("Lambda has not finished " + what + " after " + limit.toSeconds() + " s", hint);
            }
        }

        /** Lets the next step pass, and says whether there was time left for one. */
        boolean pauseUnlessOver(String what) {
            long left = end - clock.millis();
            if (left <= 0) {
                return false;
            }
            Duration pause = Duration.ofMillis(Math.min(left, varied(step)));
            LOG.debug("waiting {} ms for {}", pause.toMillis(), what);
            try {
                sleeper.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedRunException("waiting for " + what);
            }
            Duration next = step.multipliedBy(3).dividedBy(2);
            step = next.compareTo(LONGEST_STEP) < 0 ? next : LONGEST_STEP;
            return true;
        }

        private long varied(Duration duration) {
            return Math.round(duration.toMillis() * (0.75 + 0.5 * random.getAsDouble()));
        }
    }
}

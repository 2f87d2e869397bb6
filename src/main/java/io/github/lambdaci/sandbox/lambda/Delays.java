package io.github.lambdaci.sandbox.lambda;

import java.time.Duration;

/**
 * How long Lambda takes for what it does not do at once.
 *
 * @param create how long a new function stays {@code Pending}
 * @param update how long an update of a function stays {@code InProgress}
 * @param publish how long a new version stays {@code Pending}
 * @param provision how long provisioned concurrency stays {@code IN_PROGRESS}, and how long an alias that has it and is
 *     moved still sends its calls to the version before
 */
public record Delays(Duration create, Duration update, Duration publish, Duration provision) {
    /** The same delay for everything. */
    public static Delays of(Duration delay) {
        return new Delays(delay, delay, delay, delay);
    }
}

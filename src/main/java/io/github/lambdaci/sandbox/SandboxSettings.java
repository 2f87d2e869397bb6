package io.github.lambdaci.sandbox;

import java.time.Clock;
import java.time.Duration;

/**
 * How the embedded AWS behaves where that can be chosen.
 *
 * @param createDelay how long a new function stays {@code Pending}
 * @param updateDelay how long an update of a function stays {@code InProgress}
 * @param publishDelay how long a new version stays {@code Pending}
 * @param callerMayList whether a missing object is told as missing (404) or, to who may not list, as denied (403)
 * @param clock the time that all of it goes by
 */
public record SandboxSettings(
        Duration createDelay, Duration updateDelay, Duration publishDelay, boolean callerMayList, Clock clock) {
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Delays that are short but there, so that a program that does not wait is found out. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(SHORT, SHORT, SHORT, true, Clock.systemUTC());
    }

    /** The same settings with one delay for everything. */
    public SandboxSettings withDelay(Duration delay) {
        return new SandboxSettings(delay, delay, delay, callerMayList, clock);
    }

    public SandboxSettings withCallerMayList(boolean allowed) {
        return new SandboxSettings(createDelay, updateDelay, publishDelay, allowed, clock);
    }

    public SandboxSettings withClock(Clock other) {
        return new SandboxSettings(createDelay, updateDelay, publishDelay, callerMayList, other);
    }
}

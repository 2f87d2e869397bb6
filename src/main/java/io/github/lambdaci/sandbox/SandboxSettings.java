package io.github.lambdaci.sandbox;

import io.github.lambdaci.sandbox.lambda.Delays;
import java.time.Clock;
import java.time.Duration;

/**
 * How the embedded AWS behaves where that can be chosen.
 *
 * @param delays how long Lambda takes for what it does not do at once
 * @param deploymentMinute how long CodeDeploy waits for each minute that a deployment configuration names
 * @param callerMayList whether a missing object is told as missing (404) or, to who may not list, as denied (403)
 * @param clock the time that all of it goes by
 */
public record SandboxSettings(Delays delays, Duration deploymentMinute, boolean callerMayList, Clock clock) {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration SHORT_MINUTE = Duration.ofSeconds(1);

    /** Delays that are short but there, so that a program that does not wait is found out. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(Delays.of(SHORT), SHORT_MINUTE, true, Clock.systemUTC());
    }

    /** The same settings with one delay for everything that Lambda does. */
    public SandboxSettings withDelay(Duration delay) {
        return withDelays(Delays.of(delay));
    }

    public SandboxSettings withDelays(Delays others) {
        return new SandboxSettings(others, deploymentMinute, callerMayList, clock);
    }

    /** The same settings with deployments whose minutes are longer or shorter. */
    public SandboxSettings withDeploymentMinute(Duration minute) {
        return new SandboxSettings(delays, minute, callerMayList, clock);
    }

    public SandboxSettings withCallerMayList(boolean allowed) {
        return new SandboxSettings(delays, deploymentMinute, allowed, clock);
    }

    public SandboxSettings withClock(Clock other) {
        return new SandboxSettings(delays, deploymentMinute, callerMayList, other);
    }
}

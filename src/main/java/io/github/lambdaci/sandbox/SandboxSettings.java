package io.github.lambdaci.sandbox;

import io.github.lambdaci.sandbox.lambda.Delays;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How the embedded AWS behaves where that can be chosen.
 *
 * @param delays how long Lambda takes for what it does not do at once
 * @param deploymentMinute how long CodeDeploy waits for each minute that a deployment configuration names
 * @param callerMayList whether a missing object is told as missing (404) or, to who may not list, as denied (403)
 * @param clock the time that all of it goes by
 * @param tls what it speaks TLS with; without, it speaks HTTP
 */
public record SandboxSettings(
        Delays delays, Duration deploymentMinute, boolean callerMayList, Clock clock, Optional<SSLContext> tls) {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration SHORT_MINUTE = Duration.ofSeconds(1);

    /** Delays that are short but there, so that a program that does not wait is found out. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(Delays.of(SHORT), SHORT_MINUTE, true, Clock.systemUTC(), Optional.empty());
    }

    /** The same settings with one delay for everything that Lambda does. */
    public SandboxSettings withDelay(Duration delay) {
        return withDelays(Delays.of(delay));
    }

    public SandboxSettings withDelays(Delays others) {
        return new SandboxSettings(others, deploymentMinute, callerMayList, clock, tls);
    }

    /** The same settings with deployments whose minutes are longer or shorter. */
    public SandboxSettings withDeploymentMinute(Duration minute) {
        return new SandboxSettings(delays, minute, callerMayList, clock, tls);
    }

    public SandboxSettings withCallerMayList(boolean allowed) {
        return new SandboxSettings(delays, deploymentMinute, allowed, clock, tls);
    }

    public SandboxSettings withClock(Clock other) {
        return new SandboxSettings(delays, deploymentMinute, callerMayList, other, tls);
    }

    public SandboxSettings withTls(Optional<SSLContext> other) {
        return new SandboxSettings(delays, deploymentMinute, callerMayList, clock, other);
    }
}

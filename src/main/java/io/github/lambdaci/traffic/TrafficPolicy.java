package io.github.lambdaci.traffic;

import java.time.Duration;
import java.util.Optional;

/**
 * How a version becomes live.
 *
 * @param smoke how it is checked before it takes traffic, if it is
 * @param shift how the traffic moves to it
 * @param alarms what is watched while the traffic moves
 * @param patience how long it is tried to bring the traffic back, if AWS fails in that too
 * @param gate what else it waits for
 */
public record TrafficPolicy(
        Optional<SmokeCheck> smoke, Shift shift, WatchedAlarms alarms, Duration patience, Gate gate) {
    /** All traffic at once, without a check. */
    public static final TrafficPolicy USUAL =
            new TrafficPolicy(Optional.empty(), new Shift.AllAtOnce(), WatchedAlarms.NONE, Duration.ofMinutes(10));

    /** Waits for nothing else. */
    public TrafficPolicy(Optional<SmokeCheck> smoke, Shift shift, WatchedAlarms alarms, Duration patience) {
        this(smoke, shift, alarms, patience, Gate.OPEN);
    }

    /** The same, waiting for something else. */
    public TrafficPolicy behind(Gate other) {
        return new TrafficPolicy(smoke, shift, alarms, patience, other);
    }
}

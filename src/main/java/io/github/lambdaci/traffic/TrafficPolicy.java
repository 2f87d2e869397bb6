package io.github.lambdaci.traffic;

import java.util.Optional;

/**
 * How a version becomes live.
 *
 * @param smoke how it is checked before it takes traffic, if it is
 * @param shift how the traffic moves to it
 * @param alarms what is watched while the traffic moves
 */
public record TrafficPolicy(Optional<SmokeCheck> smoke, Shift shift, WatchedAlarms alarms) {
    /** All traffic at once, without a check. */
    public static final TrafficPolicy USUAL =
            new TrafficPolicy(Optional.empty(), new Shift.AllAtOnce(), WatchedAlarms.NONE);
}

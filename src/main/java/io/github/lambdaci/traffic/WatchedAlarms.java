package io.github.lambdaci.traffic;

import java.util.List;

/**
 * The CloudWatch alarms that are watched while traffic moves.
 *
 * @param names their names; none to watch the new version's own errors
 * @param ifFiring what to do about one that is firing before the traffic moves
 */
public record WatchedAlarms(List<String> names, IfFiring ifFiring) {
    /** No alarms. */
    public static final WatchedAlarms NONE = new WatchedAlarms(List.of(), IfFiring.REFUSE);

    /** What to do about an alarm that is firing before the traffic moves. */
    public enum IfFiring {
        /** Nothing moves: the alarm could not tell whether the new version is good. */
        REFUSE,
        /** It is not watched until it has stopped, so that what cures it can be shipped. */
        IGNORE
    }
}

package io.github.lambdaci.pipeline;

import io.github.lambdaci.traffic.TrafficPolicy;

/**
 * How far a release goes.
 *
 * @param traffic how the version becomes live
 * @param end where the run ends
 */
public record Rollout(TrafficPolicy traffic, End end) {
    /** The version takes all traffic at once. */
    public static final Rollout USUAL = new Rollout(TrafficPolicy.USUAL, End.LIVE);

    /** Where a run ends. */
    public enum End {
        /** The alias's traffic is on the version. */
        LIVE,
        /** The version is published and checked; somebody else moves the alias. */
        PUBLISHED
    }
}

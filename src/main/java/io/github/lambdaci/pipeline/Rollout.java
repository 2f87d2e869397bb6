package io.github.lambdaci.pipeline;

import io.github.lambdaci.traffic.Gate;
import io.github.lambdaci.traffic.TrafficPolicy;

/**
 * How far a release goes.
 *
 * @param traffic how the version becomes live
 * @param end where the run ends
 * @param locating whether the run finds out which objects hold code and dependencies, also of what is live already
 */
public record Rollout(TrafficPolicy traffic, End end, boolean locating) {
    /** The version takes all traffic at once. */
    public static final Rollout USUAL = new Rollout(TrafficPolicy.USUAL, End.LIVE);

    /** Locates what is only uploaded: whoever deploys it has to know. */
    public Rollout(TrafficPolicy traffic, End end) {
        this(traffic, end, end == End.UPLOADED);
    }

    /** The same, with traffic that waits for something else. */
    public Rollout behind(Gate gate) {
        return new Rollout(traffic.behind(gate), end, locating);
    }

    /** Where a run ends. */
    public enum End {
        /** The alias's traffic is on the version. */
        LIVE,
        /** The version is published and checked; somebody else moves the alias. */
        PUBLISHED,
        /** Code and dependencies are in S3; somebody else deploys them. */
        UPLOADED
    }
}

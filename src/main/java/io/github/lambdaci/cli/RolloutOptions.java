package io.github.lambdaci.cli;

import io.github.lambdaci.pipeline.Rollout;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far a release goes. */
final class RolloutOptions {
    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Option(
            names = "--no-shift",
            fallbackValue = "true",
            description = "End when the version is published and checked, and leave the alias to somebody else, as to "
                    + "CodePipeline. [LAMBDA_CI_NO_SHIFT]")
    private boolean withoutShift;

    Rollout toRollout(Duration timeout) {
        return new Rollout(traffic.toPolicy(timeout), withoutShift ? Rollout.End.PUBLISHED : Rollout.End.LIVE);
    }
}

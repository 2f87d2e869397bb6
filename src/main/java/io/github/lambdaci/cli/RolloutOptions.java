package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.Rollout;
import io.github.lambdaci.traffic.Shift;
import io.github.lambdaci.traffic.TrafficPolicy;
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

    @Option(
            names = "--no-deploy",
            fallbackValue = "true",
            description = "End when code and dependencies are in S3, and leave the function to somebody else, as to "
                    + "CloudFormation (see --cfn-parameters). [LAMBDA_CI_NO_DEPLOY]")
    private boolean withoutDeploy;

    /**
     * How far the release goes.
     *
     * @param locating whether it has to be known where code and dependencies are kept
     */
    Rollout toRollout(Duration timeout, boolean locating) {
        TrafficPolicy policy = traffic.toPolicy(timeout);
        if (withoutDeploy) {
            refuseWhatComesAfter(policy);
        }
        return new Rollout(policy, end(), locating || withoutDeploy);
    }

    /** What is about the live version cannot be done by a run that ends before there is one. */
    void refuseUnlessLive(String option) {
        if (withoutDeploy || withoutShift) {
            throw new ProjectException(
                    option + " is about what is live, and with " + (withoutDeploy ? "--no-deploy" : "--no-shift")
                            + " the run ends before that",
                    "leave it out (also its variable); when the alias was moved, announce: lambda-ci announce");
        }
    }

    boolean isWithoutDeploy() {
        return withoutDeploy;
    }

    private Rollout.End end() {
        if (withoutDeploy) {
            return Rollout.End.UPLOADED;
        }
        return withoutShift ? Rollout.End.PUBLISHED : Rollout.End.LIVE;
    }

    private void refuseWhatComesAfter(TrafficPolicy policy) {
        if (withoutShift) {
            throw new ProjectException(
                    "--no-shift ends a run after --no-deploy does",
                    "give one of them: --no-deploy uploads, --no-shift publishes a version as well");
        }
        if (policy.smoke().isPresent() || !(policy.shift() instanceof Shift.AllAtOnce)) {
            throw new ProjectException(
                    (policy.smoke().isPresent() ? "--smoke-payload" : "--shift")
                            + " needs a new version, and with --no-deploy there is none",
                    "leave it out (also its variable), or let lambda-ci deploy: without --no-deploy");
        }
    }
}

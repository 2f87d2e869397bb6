package io.github.lambdaci.history;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LatestState;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.NamedAlias;
import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.project.LambdaProject;
import java.util.List;
import java.util.Optional;

/**
 * What is live of a function, and what of it is not as it should be.
 *
 * @param target names in AWS
 * @param latest what {@code $LATEST} is
 * @param live what the alias makes live, if there is the alias
 * @param otherAliases the function's other aliases
 * @param findings what somebody should know
 * @param forecast what a run would do, if that was asked for
 */
public record FunctionStatus(
        LambdaProject.Target target,
        LatestState latest,
        Optional<Live> live,
        List<NamedAlias> otherAliases,
        List<Finding> findings,
        Optional<Forecast> forecast) {
    /**
     * What an alias makes live.
     *
     * @param alias the alias
     * @param version what is known of its version; nothing if it points to {@code $LATEST}
     * @param since the release or rollback that made it live, if it is recorded
     * @param previousVersion the version that was live before, if it is recorded
     * @param packages its dependencies, if they are recorded
     * @param otherLayers layers that are not lambda-ci's
     */
    public record Live(
            LiveAlias alias,
            Optional<ReleasedVersion> version,
            Optional<LiveChange> since,
            Optional<String> previousVersion,
            Optional<StateMarker.Packages> packages,
            List<LayerVersionArn> otherLayers) {}

    /** Something that somebody should know. */
    public sealed interface Finding {
        /** {@code $LATEST} is something else than what is live. */
        record LatestDiffers(FunctionVersion latest, FunctionVersion live, Optional<LiveChange> rollback)
                implements Finding {}

        /** The alias is not where lambda-ci recorded to have moved it. */
        record MovedElsewhere(String recorded, String live) implements Finding {}

        /** The layer that was recorded with the live version is not among its layers. */
        record LayerMissing(String layerVersionArn) implements Finding {}

        /** The alias shares its traffic between two versions. */
        record TrafficShared(LiveAlias alias) implements Finding {}

        /** The last update of the function failed. */
        record UpdateFailed(String reason) implements Finding {}

        /** An update of the function is under way. */
        record UpdateInProgress() implements Finding {}

        /** The alias points to {@code $LATEST}. */
        record LiveIsLatest() implements Finding {}

        /** A run is changing the function. */
        record BeingChanged(Holder holder) implements Finding {}

        /** There is no such alias. */
        record NoAlias() implements Finding {}
    }
}

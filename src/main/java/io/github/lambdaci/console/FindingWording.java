package io.github.lambdaci.console;

import io.github.lambdaci.history.FunctionStatus.Finding;
import io.github.lambdaci.project.LambdaProject.Target;
import java.util.Optional;

/** Words for what somebody should know of a function. */
final class FindingWording {
    private FindingWording() {}

    static String of(Finding finding, Target target) {
        if (finding instanceof Finding.LatestDiffers differs) {
            return latestDiffers(differs);
        }
        if (finding instanceof Finding.MovedElsewhere moved) {
            return "lambda-ci recorded version " + moved.recorded() + " as live: the alias was moved to version "
                    + moved.live() + " outside of lambda-ci, or by a run that did not end";
        }
        if (finding instanceof Finding.LayerMissing missing) {
            return "the layer that was released with the live version is not among its layers: "
                    + missing.layerVersionArn();
        }
        if (finding instanceof Finding.TrafficShared shared) {
            return "the alias points to version " + shared.alias().target().version() + AliasWeights.of(shared.alias())
                    + ": a shift is under way, or a run that did not end left it; to end it: "
                    + Commands.rollback(target, Optional.empty());
        }
        if (finding instanceof Finding.UpdateFailed failed) {
            return "the last update of the function failed: " + failed.reason();
        }
        if (finding instanceof Finding.BeingChanged changed) {
            return "it is being changed by " + changed.holder().description() + " since "
                    + changed.holder().sinceText();
        }
        if (finding instanceof Finding.UpdateInProgress) {
            return "an update of the function is in progress";
        }
        return finding instanceof Finding.LiveIsLatest
                ? "the alias points to $LATEST: whatever changes the function changes live traffic; a release ends that"
                : "there is no alias " + target.alias() + ": the first release creates it";
    }

    private static String latestDiffers(Finding.LatestDiffers differs) {
        String what = "$LATEST differs from version " + differs.live().version() + " in its "
                + Wording.differences(differs.latest(), differs.live());
        return what
                + differs.rollback()
                        .map(rollback -> ": a rollback leaves it as it is")
                        .orElse(": changed outside of lambda-ci, or by a run that did not end");
    }
}

package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LayerRequest;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.failure.OvertakenException;
import io.github.lambdaci.project.LambdaProject;
import java.util.List;
import java.util.Optional;

/** Brings the dependencies and the code into {@code $LATEST}, which takes no traffic. */
final class DeployStage {
    private final LambdaFunctions functions;
    private final LambdaLayers layers;
    private final PipelineLog log;

    DeployStage(Ports ports) {
        this.functions = ports.account().functions();
        this.layers = ports.account().layers();
        this.log = ports.log();
    }

    /** Whether it has anything to change. */
    static boolean isNeeded(LambdaProject project, Checked checked, Bundled bundled) {
        FunctionVersion latest = checked.latest();
        return !latest.codeSha256().equals(bundled.code().sha256())
                || !LayerList.known(
                                checked,
                                bundled,
                                latest.layerArn(project.target().layer()))
                        .equals(Optional.of(latest.layers()));
    }

    Deployed run(LambdaProject project, Checked checked, Bundled bundled, Uploading uploading) {
        FunctionVersion before = checked.latest();
        List<LayerVersionArn> wantedLayers = LayerList.wanted(
                checked,
                bundled,
                before.layerArn(project.target().layer()),
                wanted -> layer(project, checked, wanted, uploading));
        // Lambda's limit is for both together, and holds in between too: what makes room goes first.
        boolean codeFirst = wantedLayers.size() > before.layers().size();
        FunctionVersion between = codeFirst ? updateCode(before, bundled, uploading) : before;
        FunctionVersion layered = updateLayers(between, wantedLayers, uploading);
        FunctionVersion after = codeFirst ? layered : updateCode(layered, bundled, uploading);
        refuseForeign(after, wantedLayers, bundled);
        boolean changed = !after.equals(before);
        if (!changed) {
            log.nothingToDeploy();
        }
        return new Deployed(after, changed);
    }

    private FunctionVersion updateLayers(FunctionVersion latest, List<LayerVersionArn> wanted, Uploading uploading) {
        if (latest.layers().equals(wanted)) {
            return latest;
        }
        FunctionVersion updated = functions.updateLayers(latest, wanted);
        uploading.done();
        log.layersUpdated(latest.layers(), wanted);
        return updated;
    }

    private FunctionVersion updateCode(FunctionVersion latest, Bundled bundled, Uploading uploading) {
        if (latest.codeSha256().equals(bundled.code().sha256())) {
            return latest;
        }
        FunctionVersion updated = functions.updateCode(latest, uploading.code().orElseThrow());
        uploading.done();
        log.codeUpdated(updated);
        return updated;
    }

    private LayerVersionArn layer(LambdaProject project, Checked checked, Wanted wanted, Uploading uploading) {
        if (wanted.published().isPresent()) {
            LayerVersionArn published = wanted.published().get();
            if (!wanted.areIn(checked.latest())) {
                log.layerReused(published);
            }
            return published;
        }
        LayerVersionArn published = layers.publish(new LayerRequest(
                project.target().layer(),
                uploading.packages().orElseThrow(),
                wanted.fingerprint(),
                checked.latest().runtime(),
                checked.latest().architecture(),
                project.sourceVersion()));
        uploading.done();
        log.layerPublished(published);
        return published;
    }

    /** The revision guards each change; this guards what they came to. */
    private static void refuseForeign(FunctionVersion latest, List<LayerVersionArn> wantedLayers, Bundled bundled) {
        if (!latest.codeSha256().equals(bundled.code().sha256())
                || !latest.layers().equals(wantedLayers)) {
            throw new OvertakenException(
                    "$LATEST of " + latest.functionArn() + " is not what this run deployed: somebody else changed it",
                    "live traffic was not touched; see who else deploys this function, then run again",
                    null);
        }
    }
}

package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.history.PruneLog;

/** Tells people what a prune removes. */
final class PruneConsole implements PruneLog {
    private static final String SUBJECT = "prune";

    private final StageLines lines;

    PruneConsole(StageLines lines) {
        this.lines = lines;
    }

    @Override
    public void versionDeleted(FunctionVersion version) {
        lines.say(SUBJECT, "deleted version " + version.version());
    }

    @Override
    public void layerDeleted(LayerVersionArn layer) {
        lines.say(SUBJECT, "deleted layer version " + Wording.name(layer));
    }

    @Override
    public void artifactDeleted(ArtifactKey key) {
        lines.say(SUBJECT, "deleted " + key);
    }
}

package io.github.lambdaci.history;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ArtifactKey;

/** What there is to tell of what a prune removes. */
public interface PruneLog {
    /** A version was deleted. */
    void versionDeleted(FunctionVersion version);

    /** A layer version was deleted. */
    void layerDeleted(LayerVersionArn layer);

    /** An object was removed. */
    void artifactDeleted(ArtifactKey key);
}

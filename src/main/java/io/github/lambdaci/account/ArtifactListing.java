package io.github.lambdaci.account;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.AwsException;
import java.util.List;

/** Lists and removes what is in S3. Every method throws {@link AwsException} if S3 refuses or cannot be reached. */
public interface ArtifactListing {
    /**
     * The objects whose keys begin so, by their keys.
     *
     * @param prefix the bucket and the beginning of the keys
     */
    List<ListedArtifact> list(ArtifactKey prefix);

    /**
     * Removes an object unless somebody wrote to it since it was listed; one that is gone already is no failure. A bucket
     * that keeps versions keeps its bytes.
     */
    Removal delete(ListedArtifact artifact);
}

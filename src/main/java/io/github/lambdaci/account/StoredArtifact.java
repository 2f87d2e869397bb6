package io.github.lambdaci.account;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import java.util.Optional;

/**
 * An artifact in the store.
 *
 * @param key where it is
 * @param versionId the object version, if the bucket keeps versions
 * @param bytes its size
 * @param metadata what is kept with it
 */
public record StoredArtifact(ArtifactKey key, Optional<String> versionId, long bytes, ArtifactMetadata metadata) {
    /** The hash of its bytes. */
    public Sha256 sha256() {
        return metadata.sha256();
    }
}

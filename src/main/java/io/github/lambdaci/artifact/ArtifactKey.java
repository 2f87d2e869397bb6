package io.github.lambdaci.artifact;

import org.jspecify.annotations.Nullable;

/**
 * The place of an artifact in S3.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 */
public record ArtifactKey(String bucket, String key) {
    // Written out for the sake of each start, as in Sha256.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArtifactKey place && key.equals(place.key) && bucket.equals(place.bucket);
    }

    @Override
    public int hashCode() {
        return 31 * bucket.hashCode() + key.hashCode();
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}

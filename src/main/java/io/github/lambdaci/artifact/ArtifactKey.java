package io.github.lambdaci.artifact;

/**
 * The place of an artifact in S3.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 */
public record ArtifactKey(String bucket, String key) {
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}

package io.github.lambdaci.account;

import io.github.lambdaci.artifact.ArtifactKey;
import java.time.Instant;

/**
 * An object as a list of a bucket shows it.
 *
 * @param key where it is
 * @param bytes its size
 * @param modified when it was written
 * @param etag changes with every other content
 */
public record ListedArtifact(ArtifactKey key, long bytes, Instant modified, String etag) {}

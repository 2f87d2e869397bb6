package io.github.lambdaci.lease;

import io.github.lambdaci.artifact.ArtifactKeys;
import java.util.Optional;

/**
 * What a lease is wanted for.
 *
 * @param keys the function, and the bucket of its artifacts
 * @param command what is going to be done, as in "release" or "rollback"
 * @param sourceVersion the version of the sources that is going to be live, where that is known
 */
public record LeaseRequest(ArtifactKeys keys, String command, Optional<String> sourceVersion) {}

package io.github.lambdaci.account;

import io.github.lambdaci.artifact.Sha256;
import java.util.Optional;

/**
 * What is kept with an artifact.
 *
 * @param sha256 the hash of its bytes
 * @param unzippedBytes the size of what is in it
 * @param sourceVersion the version of the sources that it was made from
 * @param fingerprint for dependencies: the fingerprint of what went into them
 */
public record ArtifactMetadata(Sha256 sha256, long unzippedBytes, String sourceVersion, Optional<Sha256> fingerprint) {}

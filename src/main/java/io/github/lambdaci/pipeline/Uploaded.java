package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.StoredArtifact;
import java.util.List;
import java.util.Optional;

/**
 * What the upload stage stored.
 *
 * @param code the code, unless it is live already and nobody asked where it is kept
 * @param packages the dependencies, likewise
 * @param artifacts everything that is stored for this source version now
 */
public record Uploaded(
        Optional<StoredArtifact> code, Optional<StoredArtifact> packages, List<StoredArtifact> artifacts) {}

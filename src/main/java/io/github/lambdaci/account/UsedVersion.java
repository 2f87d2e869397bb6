package io.github.lambdaci.account;

import io.github.lambdaci.artifact.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * What a version of any function, or its {@code $LATEST}, is made of.
 *
 * @param function the function's name
 * @param version a number, or {@code $LATEST}
 * @param codeSha256 the hash of its zip; nothing for a container image
 * @param layers the layer versions that it has
 */
public record UsedVersion(String function, String version, Optional<Sha256> codeSha256, List<LayerVersionArn> layers) {}

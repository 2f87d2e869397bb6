package io.github.lambdaci.account;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;

/**
 * A layer version to publish.
 *
 * @param layerName the layer
 * @param packages what it holds
 * @param fingerprint the fingerprint of what went into the packages, by which the version is found again
 * @param runtime the runtime that the packages are for
 * @param architecture the architecture that the packages are for
 * @param sourceVersion the version of the sources
 */
public record LayerRequest(
        String layerName,
        StoredArtifact packages,
        Sha256 fingerprint,
        LambdaRuntime runtime,
        Architecture architecture,
        SourceVersion sourceVersion) {}

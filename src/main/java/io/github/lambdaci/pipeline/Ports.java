package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.build.PackageBuilder;

/**
 * What the pipeline needs from the world.
 *
 * @param store where artifacts are kept
 * @param functions Lambda's functions
 * @param aliases their aliases
 * @param layers Lambda's layers
 * @param builder what builds dependencies
 * @param log what the user is told
 */
public record Ports(
        ArtifactStore store,
        LambdaFunctions functions,
        LambdaAliases aliases,
        LambdaLayers layers,
        PackageBuilder builder,
        PipelineLog log) {}

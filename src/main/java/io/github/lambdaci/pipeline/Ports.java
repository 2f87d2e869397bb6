package io.github.lambdaci.pipeline;

/**
 * What the pipeline needs from the world.
 *
 * @param store where artifacts are kept
 * @param functions Lambda's functions
 * @param layers Lambda's layers
 * @param builder what builds dependencies
 * @param log what the user is told
 */
public record Ports(
        ArtifactStore store, LambdaFunctions functions, LambdaLayers layers, PackageBuilder builder, PipelineLog log) {}

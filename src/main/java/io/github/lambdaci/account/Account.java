package io.github.lambdaci.account;

/**
 * An AWS account, as far as lambda-ci has to do with one.
 *
 * @param store where artifacts are kept
 * @param functions functions
 * @param aliases their aliases
 * @param versions their published versions
 * @param invocations calls of them
 * @param layers layers
 * @param logs what functions log
 * @param listing what is in the bucket
 * @param usage what uses what
 */
public record Account(
        ArtifactStore store,
        LambdaFunctions functions,
        LambdaAliases aliases,
        LambdaVersions versions,
        LambdaInvocations invocations,
        LambdaLayers layers,
        FunctionLogs logs,
        ArtifactListing listing,
        LambdaUsage usage) {}

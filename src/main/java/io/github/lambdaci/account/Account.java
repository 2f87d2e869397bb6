package io.github.lambdaci.account;

/**
 * An AWS account, as far as lambda-ci has to do with one.
 *
 * @param store where artifacts are kept
 * @param leases where leases are kept
 * @param functions functions
 * @param aliases their aliases
 * @param versions their published versions
 * @param invocations calls of them
 * @param layers layers
 * @param logs what functions log
 * @param health what is watched and counted
 * @param deployments deployments that CodeDeploy makes
 * @param listing what is in the bucket
 * @param usage what uses what
 */
public record Account(
        ArtifactStore store,
        LeaseStore leases,
        LambdaFunctions functions,
        LambdaAliases aliases,
        LambdaVersions versions,
        LambdaInvocations invocations,
        LambdaLayers layers,
        FunctionLogs logs,
        FunctionHealth health,
        Deployments deployments,
        ArtifactListing listing,
        LambdaUsage usage) {}

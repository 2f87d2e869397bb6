package io.github.lambdaci.permissions;

import java.util.List;

/**
 * What rights are given on, with places in braces for names. The kinds are those of the Service Authorization Reference:
 * a right on another kind of resource has no effect.
 */
public enum Resource {
    /** Where AWS knows no narrower resource. */
    EVERYTHING("*"),
    /** The bucket, of which only what is lambda-ci's may be listed. */
    BUCKET("arn:{partition}:s3:::{bucket}"),
    /** The function's artifacts, and the packages that functions share. */
    ARTIFACTS(
            "arn:{partition}:s3:::{bucket}/lambda-ci/{function}/*",
            "arn:{partition}:s3:::{bucket}/lambda-ci/packages/*"),
    /** What the last releases of all functions left. */
    MARKERS("arn:{partition}:s3:::{bucket}/lambda-ci/*/latest/*.json"),
    /** The function. */
    FUNCTION("arn:{partition}:lambda:{region}:{account}:function:{function}"),
    /** The function, its versions and its aliases: a call that names one of those needs the right on it. */
    FUNCTION_AND_VERSIONS(
            "arn:{partition}:lambda:{region}:{account}:function:{function}",
            "arn:{partition}:lambda:{region}:{account}:function:{function}:*"),
    /** Versions of the function, but not the function: this would be all of it. */
    VERSIONS("arn:{partition}:lambda:{region}:{account}:function:{function}:*"),
    /** The layer with the dependencies. */
    LAYER("arn:{partition}:lambda:{region}:{account}:layer:{layer}"),
    /** Its versions. */
    LAYER_VERSIONS("arn:{partition}:lambda:{region}:{account}:layer:{layer}:*"),
    /** The versions of all layers: those of others, also of other accounts, stay on the function. */
    EVERY_LAYER_VERSION("arn:{partition}:lambda:{region}:*:layer:*:*"),
    /** The log group that Lambda makes for the function. */
    LOG_GROUP(
            "arn:{partition}:logs:{region}:{account}:log-group:/aws/lambda/{function}",
            "arn:{partition}:logs:{region}:{account}:log-group:/aws/lambda/{function}:*"),
    /** The deployment group of CodeDeploy. */
    DEPLOYMENT_GROUP("arn:{partition}:codedeploy:{region}:{account}:deploymentgroup:{application}/{group}"),
    /** The deployment configurations of CodeDeploy. */
    DEPLOYMENT_CONFIGS("arn:{partition}:codedeploy:{region}:{account}:deploymentconfig:*"),
    /** The application of CodeDeploy. */
    APPLICATION("arn:{partition}:codedeploy:{region}:{account}:application:{application}"),
    /** The domain of CodeArtifact. */
    DOMAIN("arn:{partition}:codeartifact:{region}:{owner}:domain/{domain}"),
    /** The repository of CodeArtifact. */
    REPOSITORY("arn:{partition}:codeartifact:{region}:{owner}:repository/{domain}/{repository}"),
    /** The parameter with the address of a webhook. */
    PARAMETER("arn:{partition}:ssm:{region}:{account}:parameter/{parameter}"),
    /** The topic whose subscribers are told. */
    TOPIC("arn:{partition}:sns:{topic_region}:{topic_account}:{topic}"),
    /** The bus that events are put on. */
    EVENT_BUS("arn:{partition}:events:{bus_region}:{bus_account}:event-bus/{bus}"),
    /** The topic that artifacts are announced to. */
    ANNOUNCEMENTS("arn:{partition}:sns:{announcements_region}:{announcements_account}:{announcements}");

    @SuppressWarnings("ImmutableEnumChecker") // It is made by List.of.
    private final List<String> templates;

    Resource(String... templates) {
        this.templates = List.of(templates);
    }

    /** The ARNs, with places in braces. */
    public List<String> templates() {
        return templates;
    }

    /** The beginnings that keys must have in a call that names one; empty where that does not matter. */
    public List<String> keyPrefixes() {
        return this == BUCKET ? List.of("lambda-ci/*") : List.of();
    }
}

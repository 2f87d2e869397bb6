package io.github.lambdaci.permissions;

import static io.github.lambdaci.permissions.Need.ANNOUNCE;
import static io.github.lambdaci.permissions.Need.ANNOUNCE_SNS;
import static io.github.lambdaci.permissions.Need.CODEARTIFACT;
import static io.github.lambdaci.permissions.Need.CODEDEPLOY;
import static io.github.lambdaci.permissions.Need.INVOKE;
import static io.github.lambdaci.permissions.Need.LOGS;
import static io.github.lambdaci.permissions.Need.LOOKUPS;
import static io.github.lambdaci.permissions.Need.NOTIFY_EVENTBRIDGE;
import static io.github.lambdaci.permissions.Need.NOTIFY_SNS;
import static io.github.lambdaci.permissions.Need.NOTIFY_WEBHOOK;
import static io.github.lambdaci.permissions.Need.PLAN;
import static io.github.lambdaci.permissions.Need.PROMOTE_FROM;
import static io.github.lambdaci.permissions.Need.PRUNE;
import static io.github.lambdaci.permissions.Need.ROLLBACK;
import static io.github.lambdaci.permissions.Need.SHIP;
import static io.github.lambdaci.permissions.Need.STATUS;
import static io.github.lambdaci.permissions.Need.VERSIONS;
import static io.github.lambdaci.permissions.Need.WATCH;

import java.util.List;
import java.util.Set;

/** All rights that lambda-ci needs: the one list of them, from which policies, Terraform's too, and documents are made. */
public final class Rights {
    /** In the order of a release. */
    public static final List<Right> ALL = List.of(
            // What is there
            right(
                    "lambda:GetFunctionConfiguration",
                    Resource.FUNCTION_AND_VERSIONS,
                    "nothing works: it is how the function and its versions are read",
                    SHIP,
                    ROLLBACK,
                    STATUS,
                    VERSIONS,
                    PLAN,
                    LOGS,
                    INVOKE,
                    PRUNE,
                    PROMOTE_FROM,
                    ANNOUNCE),
            right(
                    "lambda:GetAlias",
                    Resource.FUNCTION_AND_VERSIONS,
                    "what is live cannot be read",
                    SHIP,
                    ROLLBACK,
                    STATUS,
                    VERSIONS,
                    PLAN,
                    LOGS,
                    PROMOTE_FROM,
                    ANNOUNCE),
            right(
                    "lambda:ListAliases",
                    Resource.FUNCTION,
                    "which versions are in use cannot be read",
                    ROLLBACK,
                    STATUS,
                    VERSIONS,
                    PRUNE,
                    PROMOTE_FROM,
                    ANNOUNCE),
            right(
                    "lambda:ListVersionsByFunction",
                    Resource.FUNCTION,
                    "versions cannot be listed, and after a rollback nothing is released",
                    SHIP,
                    ROLLBACK,
                    STATUS,
                    VERSIONS,
                    PLAN,
                    LOGS,
                    PRUNE,
                    PROMOTE_FROM,
                    ANNOUNCE),
            right(
                    "lambda:GetFunction",
                    Resource.FUNCTION_AND_VERSIONS,
                    "code that is not in the bucket cannot be compared file by file, or promoted",
                    PLAN,
                    PROMOTE_FROM),
            right(
                    "lambda:ListLayerVersions",
                    Resource.EVERYTHING,
                    "dependencies that are in a layer already are not found",
                    SHIP,
                    PLAN,
                    STATUS,
                    PRUNE),
            right(
                    "lambda:GetLayerVersion",
                    Resource.EVERY_LAYER_VERSION,
                    "Lambda refuses to attach layers, sizes are those of zips, and layers cannot be promoted or announced",
                    SHIP,
                    PLAN,
                    PROMOTE_FROM,
                    ANNOUNCE),
            right(
                    "lambda:GetAccountSettings",
                    Resource.EVERYTHING,
                    "the usual limits are taken, and prune does not show the room that is taken",
                    SHIP,
                    PLAN,
                    PRUNE),
            right(
                    "s3:ListBucket",
                    Resource.BUCKET,
                    "S3 says 'access denied' of what is not there, and prune finds nothing",
                    SHIP,
                    ROLLBACK,
                    STATUS,
                    VERSIONS,
                    PLAN,
                    PRUNE,
                    PROMOTE_FROM,
                    ANNOUNCE),
            right(
                    "s3:GetObject",
                    Resource.ARTIFACTS,
                    "packages are not found again, and Lambda cannot take code from the bucket",
                    SHIP,
                    ROLLBACK,
                    STATUS,
                    VERSIONS,
                    PLAN,
                    PRUNE,
                    PROMOTE_FROM,
                    ANNOUNCE),
            right(
                    "s3:GetObjectVersion",
                    Resource.ARTIFACTS,
                    "in a bucket that keeps versions, artifacts cannot be copied or taken by Lambda",
                    SHIP,
                    PLAN,
                    PROMOTE_FROM,
                    ANNOUNCE),
            // What a release changes
            right(
                    "s3:PutObject",
                    Resource.ARTIFACTS,
                    "nothing can be uploaded or recorded, and no lease taken",
                    SHIP,
                    ROLLBACK,
                    PRUNE,
                    ANNOUNCE),
            right(
                    "s3:AbortMultipartUpload",
                    Resource.ARTIFACTS,
                    "parts of a large upload that failed stay in the bucket",
                    SHIP),
            right("lambda:PublishLayerVersion", Resource.LAYER, "dependencies cannot be released", SHIP),
            right("lambda:UpdateFunctionConfiguration", Resource.FUNCTION, "layers cannot be attached", SHIP),
            right("lambda:UpdateFunctionCode", Resource.FUNCTION, "code cannot be released", SHIP),
            right("lambda:PublishVersion", Resource.FUNCTION, "no version can be published", SHIP),
            right(
                    "lambda:CreateAlias",
                    Resource.FUNCTION_AND_VERSIONS,
                    "the first release needs an alias that is there already",
                    SHIP),
            right("lambda:UpdateAlias", Resource.FUNCTION_AND_VERSIONS, "the alias cannot be moved", SHIP, ROLLBACK),
            // What traffic does
            right("cloudwatch:DescribeAlarms", Resource.EVERYTHING, "alarms cannot be watched", WATCH),
            right(
                    "cloudwatch:GetMetricData",
                    Resource.EVERYTHING,
                    "the errors of a new version cannot be watched",
                    WATCH),
            right(
                    "codedeploy:CreateDeployment",
                    Resource.DEPLOYMENT_GROUP,
                    "CodeDeploy cannot be asked to move traffic",
                    CODEDEPLOY),
            right("codedeploy:GetDeployment", Resource.DEPLOYMENT_GROUP, "a deployment cannot be followed", CODEDEPLOY),
            right(
                    "codedeploy:StopDeployment",
                    Resource.EVERYTHING,
                    "a deployment goes on when the run is stopped",
                    CODEDEPLOY),
            right(
                    "codedeploy:GetDeploymentConfig",
                    Resource.DEPLOYMENT_CONFIGS,
                    "CodeDeploy refuses the deployment",
                    CODEDEPLOY),
            right(
                    "codedeploy:RegisterApplicationRevision",
                    Resource.APPLICATION,
                    "CodeDeploy refuses the deployment",
                    CODEDEPLOY),
            right(
                    "codedeploy:GetApplicationRevision",
                    Resource.APPLICATION,
                    "CodeDeploy refuses the deployment",
                    CODEDEPLOY),
            // Operating
            right("lambda:InvokeFunction", Resource.FUNCTION_AND_VERSIONS, "the function cannot be called", INVOKE),
            right("logs:FilterLogEvents", Resource.LOG_GROUP, "logs cannot be read", LOGS),
            // Pruning
            right("s3:GetObject", Resource.MARKERS, "what other functions' releases use cannot be read", PRUNE),
            right(
                    "lambda:ListFunctions",
                    Resource.EVERYTHING,
                    "which layers and code other functions use cannot be read",
                    PRUNE),
            right(
                    "lambda:ListProvisionedConcurrencyConfigs",
                    Resource.FUNCTION,
                    "versions with provisioned concurrency cannot be told",
                    PRUNE),
            right(
                    "lambda:ListEventSourceMappings",
                    Resource.EVERYTHING,
                    "versions that an event source calls cannot be told",
                    PRUNE),
            right("lambda:DeleteFunction", Resource.VERSIONS, "versions cannot be deleted", PRUNE),
            right("lambda:DeleteLayerVersion", Resource.LAYER_VERSIONS, "layer versions cannot be deleted", PRUNE),
            right("s3:DeleteObject", Resource.ARTIFACTS, "objects cannot be deleted", PRUNE),
            // Private packages
            right(
                    "codeartifact:GetAuthorizationToken",
                    Resource.DOMAIN,
                    "packages cannot be fetched from CodeArtifact",
                    CODEARTIFACT),
            right(
                    "sts:GetServiceBearerToken",
                    Resource.EVERYTHING,
                    "packages cannot be fetched from CodeArtifact",
                    CODEARTIFACT),
            right(
                    "codeartifact:GetRepositoryEndpoint",
                    Resource.REPOSITORY,
                    "packages cannot be fetched from CodeArtifact",
                    CODEARTIFACT),
            right(
                    "codeartifact:ReadFromRepository",
                    Resource.REPOSITORY,
                    "packages cannot be fetched from CodeArtifact",
                    CODEARTIFACT),
            // Telling others
            right("ssm:GetParameter", Resource.PARAMETER, "the webhook is not told", NOTIFY_WEBHOOK),
            right("sns:Publish", Resource.TOPIC, "the topic's subscribers are not told", NOTIFY_SNS),
            right("events:PutEvents", Resource.EVENT_BUS, "no event is put on the bus", NOTIFY_EVENTBRIDGE),
            right(
                    "sns:Publish",
                    Resource.ANNOUNCEMENTS,
                    "what is live is not announced, and the run ends with 1",
                    ANNOUNCE_SNS),
            // What a file names, which nobody else knows
            right("ssm:GetParameter", Resource.EVERYTHING, "a file's ${ssm:NAME} ends the run", LOOKUPS),
            right("secretsmanager:GetSecretValue", Resource.EVERYTHING, "a file's ${secret:ID} ends the run", LOOKUPS),
            right(
                    "cloudformation:DescribeStacks",
                    Resource.EVERYTHING,
                    "a file's ${cfn:STACK.OUTPUT} ends the run",
                    LOOKUPS));

    private Rights() {}

    private static Right right(String action, Resource on, String without, Need... needs) {
        return new Right(action, on, Set.of(needs), without);
    }
}

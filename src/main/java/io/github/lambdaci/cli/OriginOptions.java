package io.github.lambdaci.cli;

import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where something is promoted from: the same as for the place that it is promoted to, each behind {@code --from-}. */
final class OriginOptions {
    /** What the names of the options begin with. */
    static final String PREFIX = "--from-";

    @Option(
            names = PREFIX + "function-name",
            paramLabel = "NAME",
            converter = Names.Function.class,
            description = "Name of the function that is promoted.")
    private Optional<String> function = Optional.empty();

    @Option(
            names = PREFIX + "function-alias-name",
            paramLabel = "NAME",
            converter = Names.Alias.class,
            defaultValue = "latest",
            description = "Its alias: what that points to is promoted. Default: latest.")
    private String alias = "latest";

    @Option(
            names = PREFIX + "function-layer-name",
            paramLabel = "NAME",
            converter = Names.Layer.class,
            description = "Its layer with the dependencies. Default: the function's name and -deps.")
    private Optional<String> layer = Optional.empty();

    @Option(
            names = PREFIX + "app-s3-bucket",
            paramLabel = "NAME",
            converter = Names.Bucket.class,
            description = "S3 bucket with its artifacts.")
    private Optional<String> bucket = Optional.empty();

    @Option(
            names = PREFIX + "aws-profile-name",
            paramLabel = "NAME",
            description = "Profile of the AWS configuration. Default: the AWS SDK's.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = PREFIX + "aws-region",
            paramLabel = "REGION",
            converter = Names.Region.class,
            description = "Region of AWS. Default: the AWS SDK's.")
    private Optional<String> region = Optional.empty();

    @Option(
            names = PREFIX + "aws-role-arn",
            paramLabel = "ARN",
            description = "Role to assume, by the credentials that would be used otherwise.")
    private Optional<RoleArn> role = Optional.empty();

    @Option(
            names = PREFIX + "sandbox",
            paramLabel = "DIR",
            description = "Folder of the sandbox that it is live in instead of AWS.")
    private Optional<Path> sandbox = Optional.empty();

    /**
     * Where it is live.
     *
     * @param environment what the place is called, if it has a name
     */
    ShipRequest.Origin toOrigin(Optional<String> environment) {
        List<String> missing = new ArrayList<>();
        if (function.isEmpty()) {
            missing.add(PREFIX + "function-name");
        }
        if (bucket.isEmpty() && sandbox.isEmpty()) {
            missing.add(PREFIX + "app-s3-bucket");
        }
        if (!missing.isEmpty()) {
            throw new ProjectException(
                    String.join(" and ", missing) + (missing.size() == 1 ? " is missing" : " are missing"),
                    "say what is promoted: with a configuration file that has environments, --from ENVIRONMENT and"
                            + " --to ENVIRONMENT; else give " + (missing.size() == 1 ? "it" : "them"));
        }
        String name = function.orElseThrow();
        LambdaProject.Target target =
                new LambdaProject.Target(bucket.orElse(SandboxNames.BUCKET), name, alias, layer.orElse(name + "-deps"));
        return new ShipRequest.Origin(
                environment.orElse(name), target, new ShipRequest.Access(profile, region, role), sandbox);
    }
}

package io.github.lambdaci;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.aws.AwsClients;
import io.github.lambdaci.aws.AwsLambdaAliases;
import io.github.lambdaci.aws.AwsLambdaFunctions;
import io.github.lambdaci.aws.AwsLambdaInvocations;
import io.github.lambdaci.aws.AwsLambdaLayers;
import io.github.lambdaci.aws.AwsLambdaUsage;
import io.github.lambdaci.aws.AwsLambdaVersions;
import io.github.lambdaci.aws.AwsSettings;
import io.github.lambdaci.aws.CloudWatchFunctionLogs;
import io.github.lambdaci.aws.CloudWatchHealth;
import io.github.lambdaci.aws.CodeDeployments;
import io.github.lambdaci.aws.S3ArtifactListing;
import io.github.lambdaci.aws.S3ArtifactStore;
import io.github.lambdaci.aws.S3LeaseStore;
import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.concurrent.Once;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.lease.Leases;
import io.github.lambdaci.lease.Owner;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reaches AWS, or the sandbox that stands for it. */
record AwsAccess(Map<String, String> environment, String version, ConsoleLog log, Fleetwide fleetwide) {
    /** A session of a role has a name of up to 64 characters. */
    private static final int LONGEST_RUN = 54;

    /** Those of a sandbox, or those that reach AWS. */
    AwsSettings settings(Optional<EmbeddedAws> sandbox, ShipRequest.Access access) {
        return sandbox.map(embedded -> AwsSettings.sandbox(embedded.endpoint(), version))
                .orElseGet(() -> usersSettings(access));
    }

    /** Those that reach AWS. */
    AwsSettings usersSettings(ShipRequest.Access access) {
        return AwsSettings.of(access.profile(), environment, version)
                .acting(access.region(), access.role().map(this::role));
    }

    /** Whoever sees in CloudTrail what was done finds the run that did it. */
    private AwsSettings.Role role(RoleArn arn) {
        String run = Owner.of(environment).name().replaceFirst("^https?://", "").replaceAll("[^\\w+=,.@-]+", "-");
        return new AwsSettings.Role(arn, "lambda-ci-" + run.substring(Math.max(0, run.length() - LONGEST_RUN)));
    }

    AwsClients clients(AwsSettings settings, Duration patience) {
        return new AwsClients(fleetwide.sdk(settings), patience, log.surroundings()::throttled);
    }

    Leases leases(Account account, Duration patience) {
        // The name of this machine may take long to find out.
        Once<Owner> owner = new Once<>(() -> Owner.of(environment));
        return new Leases(account.leases(), log.leasing(), owner::get, patience);
    }

    /**
     * What there is in the account.
     *
     * @param limit how long a change may take to settle
     */
    Account account(AwsSettings settings, AwsClients clients, Duration limit) {
        return new Account(
                new S3ArtifactStore(clients, log),
                new S3LeaseStore(clients),
                new AwsLambdaFunctions(clients, limit),
                new AwsLambdaAliases(clients, limit),
                new AwsLambdaVersions(clients),
                new AwsLambdaInvocations(clients),
                fleetwide.layers(settings, new AwsLambdaLayers(clients, limit)),
                new CloudWatchFunctionLogs(clients),
                new CloudWatchHealth(clients),
                new CodeDeployments(clients),
                new S3ArtifactListing(clients),
                new AwsLambdaUsage(clients));
    }
}

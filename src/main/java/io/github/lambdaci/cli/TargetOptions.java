package io.github.lambdaci.cli;

import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.notification.Recipients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to reach AWS, or what to take in its place. */
final class TargetOptions {
    static final String REGION = "--aws-region";

    @Option(
            names = "--aws-profile-name",
            paramLabel = "NAME",
            description = "Profile of the AWS configuration. Default: the AWS SDK's, which reads AWS_PROFILE. "
                    + "[AWS_PROFILE_NAME]")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = REGION,
            paramLabel = "REGION",
            converter = Names.Region.class,
            description = "Region of AWS. Default: the AWS SDK's, which reads AWS_REGION and the profile. "
                    + "[LAMBDA_CI_AWS_REGION]")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--aws-role-arn",
            paramLabel = "ARN",
            description = "Role to assume, by the credentials that would be used otherwise. [LAMBDA_CI_AWS_ROLE_ARN]")
    private Optional<RoleArn> role = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "10m",
            description = "How long Lambda may take to settle after each change. Default: 10m. [LAMBDA_CI_TIMEOUT]")
    private Duration timeout = Duration.ofMinutes(10);

    @Option(
            names = "--sandbox",
            paramLabel = "DIR",
            arity = "0..1",
            fallbackValue = ".lambda-ci/sandbox",
            description = "Use an AWS on this machine that keeps its state in DIR (default: .lambda-ci/sandbox). To "
                    + "ship to it, bucket, function and runtime need not be given.")
    private Optional<Path> sandbox = Optional.empty();

    Duration timeout() {
        return timeout;
    }

    Optional<Path> sandbox() {
        return sandbox;
    }

    /** The account that a command reads. */
    AccountRequest toAccount(DiagnosisOptions diagnosis) {
        return toAccount(diagnosis, new LockOptions());
    }

    /** The account that a command changes. */
    AccountRequest toAccount(DiagnosisOptions diagnosis, LockOptions lock) {
        return new AccountRequest(toAws(lock), sandbox, Recipients.NONE, diagnosis.isVerbose());
    }

    private ShipRequest.Access access() {
        return new ShipRequest.Access(profile, region, role);
    }

    ShipRequest.Aws toAws(LockOptions lock) {
        return new ShipRequest.Aws(access(), timeout, lock.timeout());
    }
}

package io.github.lambdaci.aws;

import io.github.lambdaci.failure.AwsException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Credentials of a role that is assumed when they are first needed, and again before they expire. */
final class AssumedRole implements AwsCredentialsProvider {
    private static final int FORBIDDEN = 403;
    private static final Pattern WHO = Pattern.compile("User: (\\S+) is not authorized");

    private final AwsSettings settings;
    private final AwsSettings.Role role;
    private final StsClient sts;
    private final StsAssumeRoleCredentialsProvider assumed;

    /**
     * Nothing is asked of AWS yet.
     *
     * @param http by which it is asked
     * @param own the credentials that assume it
     */
    AssumedRole(AwsSettings settings, SdkHttpClient http, AwsCredentialsProvider own, Region region) {
        this.settings = settings;
        role = settings.role().orElseThrow();
        sts = StsClient.builder()
                .httpClient(http)
                .credentialsProvider(own)
                .region(region)
                .build();
        assumed = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.arn().text()).roleSessionName(role.session()))
                .build();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return assumed.resolveCredentials();
        } catch (AwsServiceException e) {
            throw isDenied(e) ? refused(e) : failures().of(call(), e);
        } catch (SdkException e) {
            throw failures().of(call(), e);
        }
    }

    private static boolean isDenied(AwsServiceException e) {
        String code = Objects.requireNonNullElse(e.awsErrorDetails().errorCode(), "");
        return code.isEmpty() ? e.statusCode() == FORBIDDEN : code.startsWith("AccessDenied");
    }

    private AwsException refused(AwsServiceException e) {
        String message = Objects.requireNonNullElse(e.awsErrorDetails().errorMessage(), "");
        Matcher matcher = WHO.matcher(message);
        String who = matcher.find() ? matcher.group(1) : caller().orElse("these credentials");
        return new AwsException(
                call().doing() + " failed: " + who + " may not assume it",
                "check that the role is there, that its trust policy allows " + who + ", and that " + who
                        + " is allowed sts:AssumeRole on it\n"
                        + "another one is named with --aws-role-arn, other credentials with --aws-profile-name",
                e);
    }

    /** Needs no right. */
    private Optional<String> caller() {
        try {
            return Optional.of(sts.getCallerIdentity().arn());
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    private AwsFailures failures() {
        return new AwsFailures(
                settings.profile(), new Throttling(new Patience(AwsLambdaFunctions.DEFAULT_LIMIT), doing -> {}));
    }

    private AwsCall call() {
        return new AwsCall(
                "assuming role " + role.arn(), "sts:AssumeRole", role.arn().text());
    }
}

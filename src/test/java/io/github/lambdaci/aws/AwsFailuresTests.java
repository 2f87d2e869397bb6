package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.LambdaCiException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.LambdaException;

final class AwsFailuresTests {
    private static final AwsCall CALL =
            new AwsCall("publishing a version of orders", "lambda:PublishVersion", "function orders");

    private static AwsFailures failures(Optional<String> profile) {
        return new AwsFailures(profile, new Throttling(new Patience(Duration.ZERO), told -> {}));
    }

    private static LambdaCiException failure(SdkException e) {
        return failures(Optional.of("work")).of(CALL, e);
    }

    private static SdkException refusal(int status, String code, String message) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        return (SdkException) LambdaException.builder()
                .statusCode(status)
                .awsErrorDetails(details)
                .build();
    }

    private static SdkException unanswered(Throwable cause) {
        return SdkClientException.create("Unable to execute HTTP request: " + cause.getMessage(), cause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ExpiredToken", "ExpiredTokenException", "UnrecognizedClientException", "InvalidAccessKeyId"})
    void credentialsThatAreNotAcceptedNameTheProfileToSignInWith(String code) {
        LambdaCiException failure = failure(refusal(400, code, "The security token is bad"));

        assertThat(failure).hasMessageStartingWith("publishing a version of orders failed: ");
        assertThat(failure).hasMessageContaining("credentials");
        assertThat(failure.hint()).contains("aws sso login --profile work");
    }

    @Test
    void missingSignInNamesTheCommand() {
        LambdaCiException failure =
                failure(SdkClientException.create("The SSO session associated with this profile has expired\nmore"));

        assertThat(failure).hasMessageContaining("sign-in has expired").hasMessageNotContaining("more");
        assertThat(failure.hint()).contains("aws sso login --profile work");
    }

    @Test
    void otherTroubleIsNotTakenForAMissingSignIn() {
        assertThat(failure(SdkClientException.create("Unable to run the credential processor", new RuntimeException()))
                        .hint())
                .doesNotContain("sign in");
    }

    @Test
    void missingCredentialsSayWhereTheyCanComeFrom() {
        SdkException e = SdkClientException.create("Unable to load credentials from any of the providers in the chain");

        assertThat(failures(Optional.empty()).of(CALL, e).hint()).contains("--aws-profile-name", "AWS_ACCESS_KEY_ID");
        assertThat(failure(e).hint()).contains("aws configure --profile work");
    }

    @Test
    void denialWithoutDetailsNamesTheRightThatTheCallNeeds() {
        LambdaCiException failure = failure(refusal(403, "AccessDenied", "Access Denied"));

        assertThat(failure).hasMessageContaining("these credentials may not lambda:PublishVersion on function orders");
    }

    @Test
    void denialOfAKeyPointsToItsPolicy() {
        LambdaCiException failure = failure(refusal(
                403,
                "AccessDenied",
                "User: arn:aws:iam::1:user/ci is not authorized to perform: kms:GenerateDataKey on resource:"
                        + " arn:aws:kms:eu-west-1:1:key/2 because no resource-based policy allows it"));

        assertThat(failure).hasMessageContaining("kms:GenerateDataKey on arn:aws:kms:eu-west-1:1:key/2");
        assertThat(failure.hint()).contains("key policy");
    }

    @Test
    void throttlingIsExplained() {
        assertThat(failure(refusal(429, "TooManyRequestsException", "Rate exceeded")))
                .hasMessageContaining("too many requests");
    }

    @Test
    void otherRefusalsSayWhatAwsSays() {
        assertThat(failure(refusal(400, "InvalidParameterValueException", "Unzipped size must be smaller")))
                .hasMessageContaining("Unzipped size must be smaller (InvalidParameterValueException)");
    }

    @Test
    void unknownHostIsNamed() {
        assertThat(failure(unanswered(new UnknownHostException("lambda.mars-1.amazonaws.com"))))
                .hasMessageContaining("lambda.mars-1.amazonaws.com is not known");
    }

    @Test
    void unreachableEndpointNamesProxyAndEndpointSettings() {
        assertThat(failure(unanswered(new ConnectException("Connection refused")))
                        .hint())
                .contains("AWS_ENDPOINT_URL", "HTTPS_PROXY");
        assertThat(failure(unanswered(new SocketTimeoutException("Read timed out"))))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void serverThatDoesNotAnswerIsNamed() {
        AwsSettings settings = AwsSettings.sandbox(URI.create("http://127.0.0.1:1"), "1.0.0");
        try (AwsClients clients = new AwsClients(settings)) {
            assertThatThrownBy(() ->
                            clients.failures().send(CALL, () -> clients.lambda().listLayers()))
                    .hasMessageContaining("AWS cannot be reached at http://127.0.0.1:1: Connection refused");
        }
    }

    @Test
    void whatToAllowHoldsForTheNextRunToo() {
        assertThat(AwsFailures.everyNextTime("arn:aws:s3:::b/lambda-ci/packages/1.zip"))
                .isEqualTo("arn:aws:s3:::b/lambda-ci/*");
        assertThat(AwsFailures.everyNextTime("arn:aws:lambda:eu-west-1:1:layer:orders-deps:7"))
                .isEqualTo("arn:aws:lambda:eu-west-1:1:layer:orders-deps:*");
        assertThat(AwsFailures.everyNextTime("arn:aws:lambda:eu-west-1:1:function:orders"))
                .isEqualTo("arn:aws:lambda:eu-west-1:1:function:orders");
    }

    @Test
    void untrustedCertificateNamesTheBundle() {
        assertThat(failure(unanswered(new SSLHandshakeException("PKIX path building failed")))
                        .hint())
                .contains("AWS_CA_BUNDLE");
    }

    @Test
    void interruptIsNoFailureOfAwsAndIsKept() {
        LambdaCiException aborted = failure(AbortedException.create("Thread was interrupted"));
        boolean kept = Thread.interrupted();
        LambdaCiException interrupted = failure(unanswered(new InterruptedException("sleep interrupted")));

        assertThat(aborted).isInstanceOf(InterruptedRunException.class);
        assertThat(kept).isTrue();
        assertThat(interrupted).isInstanceOf(InterruptedRunException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}

package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.AwsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.LambdaException;

final class ThrottlingTests {
    private static final AwsCall CALL =
            new AwsCall("publishing a version of orders", "lambda:PublishVersion", "function orders");

    private final FakeTime time = new FakeTime();
    private final List<String> told = new ArrayList<>();
    private final Throttling throttling = new Throttling(time.patience(Duration.ofMinutes(1)), told::add);

    private static AwsServiceException refusal(int status, String code, String message) {
        return LambdaException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private String outlast(Queue<AwsServiceException> refusals) {
        return throttling.outlast(CALL, () -> {
            if (!refusals.isEmpty()) {
                throw refusals.remove();
            }
            return "done";
        });
    }

    @Test
    void requestIsSentAgainAfterGrowingPausesForAsLongAsItIsOneOfTooMany() {
        Queue<AwsServiceException> refusals = new ArrayDeque<>(List.of(
                refusal(429, "TooManyRequestsException", "Rate exceeded"),
                refusal(400, "ThrottlingException", "Rate exceeded"),
                refusal(503, "SlowDown", "Please reduce your request rate."),
                refusal(503, "", "")));

        assertThat(outlast(refusals)).isEqualTo("done");

        assertThat(time.sleeps()).hasSize(4).isSorted().doesNotHaveDuplicates();
        assertThat(told).containsExactly("publishing a version of orders");
    }

    @Test
    void requestThatIsTakenIsSentOnceAndNothingIsTold() {
        assertThat(outlast(new ArrayDeque<>())).isEqualTo("done");
        assertThat(time.sleeps()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void otherRefusalsAreNotOutlasted() {
        assertThatThrownBy(() -> outlast(new ArrayDeque<>(List.of(refusal(400, "InvalidParameterValueException", "")))))
                .isInstanceOf(LambdaException.class);
        assertThatThrownBy(() -> outlast(new ArrayDeque<>(List.of(refusal(500, "ServiceException", "")))))
                .isInstanceOf(LambdaException.class);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void limitEndsItAndIsSaidWithWhatAwsSaid() {
        assertThatThrownBy(() -> throttling.outlast(CALL, () -> {
                    throw refusal(429, "TooManyRequestsException", "Rate exceeded");
                }))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("--timeout"))
                .hasMessage("publishing a version of orders failed: AWS has had too many requests for 60 s"
                        + ": Rate exceeded (TooManyRequestsException)");
        assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void serviceThatIsUnavailableForAllThatTimeIsNotSaidToBeThrottled() {
        assertThatThrownBy(() -> throttling.outlast(CALL, () -> {
                    throw refusal(503, "ServiceUnavailableException", "Service is unavailable.");
                }))
                .hasMessage("publishing a version of orders failed: AWS has been too busy or out of service for 60 s"
                        + ": Service is unavailable. (ServiceUnavailableException)");
    }

    @Test
    void everyCallOfLambdaAndOfS3IsOutlasted() {
        try (ScriptedAws aws = new ScriptedAws(time.patience(Duration.ofMinutes(1)))) {
            // The SDK itself sends each three times, which is why there are four refusals.
            for (int refusal = 0; refusal < 4; refusal++) {
                aws.refuse(429, "TooManyRequestsException", "Rate exceeded");
            }
            aws.answer(200, "{\"AccountLimit\": {\"CodeSizeUnzipped\": 300000000}}");
            assertThat(aws.clients()
                            .failures()
                            .send(
                                    CALL,
                                    () -> aws.clients()
                                            .lambda()
                                            .getAccountSettings()
                                            .accountLimit()
                                            .codeSizeUnzipped()))
                    .isEqualTo(300_000_000);
            assertThat(time.sleeps()).hasSize(1);

            for (int refusal = 0; refusal < 4; refusal++) {
                aws.refuseInXml(503, "SlowDown", "Please reduce your request rate.");
            }
            aws.answer(200, "text");
            S3LeaseStore leases = new S3LeaseStore(aws.clients());
            assertThat(leases.read(new ArtifactKey("bucket", "key"))
                            .entry()
                            .orElseThrow()
                            .text())
                    .isEqualTo("text");
            assertThat(time.sleeps()).hasSize(2);
        }
    }
}

package io.github.lambdaci.aws;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Outlasts AWS's refusals to take more requests.
 *
 * <p>The SDK tries a few times within seconds, which does for a moment, but not for an account whose other pipelines and
 * consoles use up what Lambda allows for minutes: its limits of calls hold for the whole account.
 */
final class Throttling {
    private final Patience patience;
    private final Consumer<String> told;

    /**
     * Waits.
     *
     * @param told takes what is being done, the first time that a call is refused for good by the SDK's measure
     */
    Throttling(Patience patience, Consumer<String> told) {
        this.patience = patience;
        this.told = told;
    }

    /** Sends a request, again and again while that is all that AWS has against it. */
    <T> T outlast(AwsCall call, Supplier<T> request) {
        Optional<Patience.Wait> wait = Optional.empty();
        while (true) {
            try {
                return request.get();
            } catch (AwsServiceException e) {
                if (!isThrottling(e)) {
                    throw e;
                }
                if (wait.isEmpty()) {
                    wait = Optional.of(patience.begin());
                    told.accept(call.doing());
                }
                if (!wait.get().pauseUnlessOver(call.doing())) {
                    throw tooLong(call, e);
                }
            }
        }
    }

    /** S3 says 503 in several ways (API reference, Error responses: SlowDown, ServiceUnavailable), of which HEAD has none. */
    private static boolean isThrottling(AwsServiceException e) {
        return e.isThrottlingException() || e.statusCode() == 503;
    }

    private AwsException tooLong(AwsCall call, AwsServiceException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode)
                .filter(known -> !known.isBlank())
                .orElse("status " + e.statusCode());
        String message = details.map(AwsErrorDetails::errorMessage)
                .filter(known -> !known.isBlank())
                .map(known -> ": " + known)
                .orElse("");
        // A 503 that does not say SlowDown may also be an outage.
        String what = e.isThrottlingException() ? "has had too many requests" : "has been too busy or out of service";
        return new AwsException(
                call.doing() + " failed: AWS " + what + " for "
                        + patience.limit().toSeconds() + " s" + message + " (" + code + ")",
                "see what else calls AWS in this account, or wait longer: --timeout 30m; "
                        + LambdaCiException.RUN_AGAIN,
                e);
    }
}

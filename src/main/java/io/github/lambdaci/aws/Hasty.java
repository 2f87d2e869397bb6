package io.github.lambdaci.aws;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sends requests that must not hold up a run: no throttling is outlasted. */
final class Hasty {
    private Hasty() {}

    /**
     * Sends a request.
     *
     * @param hint what to check if AWS does not know what is named, or does not like it
     */
    static <T> T send(AwsClients clients, AwsCall call, String hint, Supplier<T> request) {
        try {
            return request.get();
        } catch (AwsServiceException e) {
            throw explained(clients, call, hint, e);
        } catch (SdkException e) {
            throw clients.failures().of(call, e);
        }
    }

    private static LambdaCiException explained(AwsClients clients, AwsCall call, String hint, AwsServiceException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        boolean named = code.contains("NotFound") || code.startsWith("Invalid") || code.startsWith("Validation");
        if (!named || code.contains("Signature") || code.contains("Token")) {
            return clients.failures().of(call, e);
        }
        String message = details.map(AwsErrorDetails::errorMessage)
                .filter(text -> !text.isBlank())
                .orElse("it is not there");
        return new AwsException(
                call.doing() + " failed: " + message + " (" + code + ")",
                hint + "; what was looked for is " + call.resource(),
                e);
    }
}

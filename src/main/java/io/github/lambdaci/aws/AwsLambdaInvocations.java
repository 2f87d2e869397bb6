package io.github.lambdaci.aws;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.LambdaInvocations;
import io.github.lambdaci.account.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Invokes functions by Lambda's API. */
public final class AwsLambdaInvocations implements LambdaInvocations {
    private final AwsClients clients;
    private final InvocationFailures failures;

    /** Nothing is asked of AWS yet. */
    public AwsLambdaInvocations(AwsClients clients) {
        this.clients = clients;
        this.failures = new InvocationFailures(clients);
    }

    @Override
    public Invocation invoke(InvocationRequest request) {
        InvokeResponse answer = send(request);
        Payload payload = Optional.ofNullable(answer.payload())
                .map(bytes -> Payload.of(bytes.asByteArray()))
                .orElse(Payload.of(""));
        refuseHalf(request, answer, payload);
        return new Invocation(
                answer.statusCode(),
                Optional.ofNullable(answer.executedVersion()).orElse(""),
                Optional.ofNullable(answer.functionError()),
                payload,
                Optional.ofNullable(answer.logResult()).map(AwsLambdaInvocations::decoded));
    }

    private InvokeResponse send(InvocationRequest request) {
        // What else may have gone wrong leaves as another exception, so that nothing is repeated that may have run.
        return clients.failures().send(InvocationFailures.call(request), () -> {
            try {
                return sendOnce(request);
            } catch (TooManyRequestsException e) {
                throw InvocationFailures.isWorthWaiting(e) ? e : failures.of(request, e);
            } catch (SdkException e) {
                throw failures.of(request, e);
            }
        });
    }

    private InvokeResponse sendOnce(InvocationRequest request) {
        boolean waits = request.type() == InvocationRequest.Type.REQUEST_RESPONSE;
        return clients.invoking()
                .invoke(wanted -> wanted.functionName(request.function())
                        .qualifier(request.qualifier())
                        .invocationType(type(request.type()))
                        .logType(waits ? LogType.TAIL : LogType.NONE)
                        .payload(SdkBytes.fromUtf8String(request.payload())));
    }

    /** Java's HTTP client takes the end of a connection for the end of the answer. */
    private void refuseHalf(InvocationRequest request, InvokeResponse answer, Payload payload) {
        answer.sdkHttpResponse()
                .firstMatchingHeader("Content-Length")
                .map(Long::valueOf)
                .filter(announced -> announced != payload.size())
                .ifPresent(announced -> {
                    throw failures.brokenOff(request, payload.size(), announced);
                });
    }

    private static InvocationType type(InvocationRequest.Type type) {
        return switch (type) {
            case REQUEST_RESPONSE -> InvocationType.REQUEST_RESPONSE;
            case EVENT -> InvocationType.EVENT;
            case DRY_RUN -> InvocationType.DRY_RUN;
        };
    }

    private static String decoded(String log) {
        return new String(Base64.getDecoder().decode(log), StandardCharsets.UTF_8);
    }
}

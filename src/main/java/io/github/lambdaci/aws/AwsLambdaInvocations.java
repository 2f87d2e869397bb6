package io.github.lambdaci.aws;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.LambdaInvocations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Invokes functions by Lambda's API. */
public final class AwsLambdaInvocations implements LambdaInvocations {
    private final AwsClients clients;

    /** Nothing is asked of AWS yet. */
    public AwsLambdaInvocations(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public Invocation invoke(InvocationRequest request) {
        String qualified = request.function() + ":" + request.qualifier();
        AwsCall call =
                new AwsCall("invoking function '" + qualified + "'", "lambda:InvokeFunction", "function " + qualified);
        InvokeResponse answer = clients.failures()
                .send(
                        call,
                        () -> clients.lambda()
                                .invoke(wanted -> wanted.functionName(request.function())
                                        .qualifier(request.qualifier())
                                        .invocationType(type(request.type()))
                                        .logType(
                                                request.type() == InvocationRequest.Type.REQUEST_RESPONSE
                                                        ? LogType.TAIL
                                                        : LogType.NONE)
                                        .payload(SdkBytes.fromUtf8String(request.payload()))));
        return new Invocation(
                answer.statusCode(),
                Optional.ofNullable(answer.executedVersion()).orElse(""),
                Optional.ofNullable(answer.functionError()),
                Optional.ofNullable(answer.payload())
                        .map(SdkBytes::asUtf8String)
                        .orElse(""),
                Optional.ofNullable(answer.logResult()).map(AwsLambdaInvocations::decoded));
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

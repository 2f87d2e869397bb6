package io.github.lambdaci.aws;

import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Says what it means that a call of a function failed, and whether the function can have run. */
final class InvocationFailures {
    private static final String RESERVED = "ReservedFunctionConcurrentInvocationLimitExceeded";
    private static final String SEE_THE_LOG =
            "the function may have run: look into its log ('lambda-ci logs') before you" + " invoke it again";

    private final AwsClients clients;

    InvocationFailures(AwsClients clients) {
        this.clients = clients;
    }

    /** The connection ended in the middle of the answer. */
    AwsException brokenOff(InvocationRequest request, int bytes, long announced) {
        return failed(
                doing(request),
                "the answer was lost: it broke off after " + bytes + " of " + announced + " bytes",
                SEE_THE_LOG,
                null);
    }

    /** The SDK's exception in other words. */
    LambdaCiException of(InvocationRequest request, SdkException e) {
        String doing = doing(request);
        if (e instanceof ResourceNotFoundException missing) {
            return notFound(request, missing);
        }
        if (e instanceof TooManyRequestsException throttled) {
            return throttled(doing, throttled);
        }
        if (e instanceof InvalidRequestContentException || e instanceof RequestTooLargeException) {
            return new ProjectException(
                    doing + " failed: Lambda does not take the payload: " + message((AwsServiceException) e),
                    "correct the payload; the function was not run",
                    e);
        }
        if (e instanceof ResourceConflictException) {
            return failed(
                    doing,
                    message((AwsServiceException) e),
                    "the function was not run; wait a moment, then try again",
                    e);
        }
        if (e instanceof AwsServiceException failed && failed.statusCode() >= 500) {
            return failed(
                    doing, message(failed) + " (" + code(failed) + ")", "Lambda itself failed, and " + SEE_THE_LOG, e);
        }
        LambdaCiException known = clients.failures().of(call(request), e);
        boolean lost = !(known instanceof InterruptedRunException)
                && !(e instanceof AwsServiceException)
                && !InvocationRetries.hasRunNothing(e)
                && hasBeenSent(e);
        return lost ? failed(doing, "the answer was lost: " + root(e), SEE_THE_LOG, e) : known;
    }

    /** What the call is. */
    static AwsCall call(InvocationRequest request) {
        return new AwsCall(doing(request), "lambda:InvokeFunction", "function " + qualified(request));
    }

    /** Whether a call that was throttled may be taken later: not where the function's own concurrency may be 0. */
    static boolean isWorthWaiting(TooManyRequestsException e) {
        return !RESERVED.equals(e.reasonAsString());
    }

    private static String doing(InvocationRequest request) {
        return "invoking function '" + qualified(request) + "'";
    }

    private static String qualified(InvocationRequest request) {
        return request.function() + ":" + request.qualifier();
    }

    private ProjectException notFound(InvocationRequest request, ResourceNotFoundException e) {
        String qualifier = request.qualifier();
        boolean version = qualifier.matches("[0-9]+");
        return new ProjectException(
                "there is no function '" + request.function() + "' with the " + (version ? "version " : "alias ")
                        + qualifier + " in region " + clients.region() + ": " + message(e),
                "check both names ('aws lambda list-aliases --function-name " + request.function()
                        + "'), the region (AWS_REGION) and whose credentials these are"
                        + " ('aws sts get-caller-identity')",
                e);
    }

    private static AwsException throttled(String doing, TooManyRequestsException e) {
        return failed(
                doing,
                message(e) + " (" + (e.reasonAsString() == null ? code(e) : e.reasonAsString()) + ")",
                "the function was not run; "
                        + (RESERVED.equals(e.reasonAsString())
                                ? "the concurrency that is reserved for the function is used up (with 0 it is switched"
                                        + " off): see 'aws lambda get-function-concurrency'"
                                : "wait a minute, then try again"),
                e);
    }

    private static AwsException failed(String doing, String problem, String hint, @Nullable Throwable cause) {
        return new AwsException(doing + " failed: " + problem, hint, cause);
    }

    /** What has to do with the network comes with its exception; credentials that are missing do not. */
    private static boolean hasBeenSent(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static String message(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .filter(message -> !message.isBlank())
                .orElse("AWS answered with status " + e.statusCode());
    }

    private static String code(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("status " + e.statusCode());
    }
}

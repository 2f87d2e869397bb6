package io.github.lambdaci.aws;

import io.github.lambdaci.aws.NamingHttpClient.UnansweredException;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.OvertakenException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what the SDK's exceptions mean: what failed, on what, and what to try. */
final class AwsFailures {
    private static final Pattern DENIED =
            Pattern.compile("(?:User: (\\S+) is )?not authorized to perform: ([\\w:-]+)(?: on resource: (\\S+))?");
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired");
    private static final Set<String> UNKNOWN_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "InvalidToken",
            "AuthFailure",
            "MissingAuthenticationToken");
    private static final Pattern SIGN_IN = Pattern.compile("(?i)\\bsso|token is expired");

    private final Optional<String> profile;
    private final Throttling throttling;

    /** Knows the profile that the user named, to name it in what to try. */
    AwsFailures(Optional<String> profile, Throttling throttling) {
        this.profile = profile;
        this.throttling = throttling;
    }

    /** Sends a request, again while AWS has too many, and says what it means if that fails. */
    <T> T send(AwsCall call, Supplier<T> request) {
        try {
            return throttling.outlast(call, request);
        } catch (SdkException e) {
            throw of(call, e);
        }
    }

    /** What an exception of the SDK means. */
    LambdaCiException of(AwsCall call, SdkException e) {
        if (e instanceof AbortedException || hasCause(e, InterruptedException.class)) {
            Thread.currentThread().interrupt();
            return new InterruptedRunException(call.doing());
        }
        return e instanceof AwsServiceException refused ? refused(call, refused) : unanswered(call, e);
    }

    private AwsException refused(AwsCall call, AwsServiceException e) {
        String code = code(e);
        if (isSignIn(e) || EXPIRED.contains(code)) {
            return failed(call, "the AWS credentials have expired", renewCredentials(), e);
        }
        if (UNKNOWN_CREDENTIALS.contains(code)) {
            return failed(call, "AWS does not accept the credentials (" + code + ")", renewCredentials(), e);
        }
        if (code.equals("RequestTimeTooSkewed")) {
            return failed(call, "this machine's clock is wrong", "set the clock", e);
        }
        if (code.equals("PreconditionFailedException")) {
            return new OvertakenException(
                    call.doing() + " failed: somebody else changed it meanwhile", LambdaCiException.RUN_AGAIN, e);
        }
        if (code.equals("ResourceConflictException")) {
            return failed(
                    call, "another change of it is still under way: " + message(e), LambdaCiException.RUN_AGAIN, e);
        }
        if (e.isThrottlingException()) {
            return failed(
                    call,
                    "AWS has too many requests of this account (" + code + ")",
                    "wait a minute, then run again",
                    e);
        }
        if (code.equals("CodeStorageExceededException")) {
            return failed(call, message(e), "delete versions of functions and layers that nothing uses", e);
        }
        if (code.equals("ResourceNotFoundException") && call.right().startsWith("codeartifact:")) {
            return failed(
                    call,
                    message(e),
                    "check the name (--codeartifact DOMAIN/REPOSITORY, or ACCOUNT/DOMAIN/REPOSITORY for a domain of"
                            + " another account) and the region: it was looked for in " + call.resource(),
                    e);
        }
        return e.statusCode() == 403 || code.startsWith("AccessDenied") ? denied(call, e) : other(call, e);
    }

    private static AwsException denied(AwsCall call, AwsServiceException e) {
        Matcher matcher = DENIED.matcher(message(e).replace('\n', ' '));
        boolean told = matcher.find();
        String right = told ? matcher.group(2) : call.right();
        String resource = told && matcher.group(3) != null ? matcher.group(3) : call.resource();
        String who = told && matcher.group(1) != null ? matcher.group(1) : "these credentials";
        return failed(
                call,
                who + " may not " + right + " on " + resource,
                "allow " + right + " on " + everyNextTime(resource) + keyPolicy(right)
                        + "; if a policy seems to allow it, look for a denial in it or in those of the organisation",
                e);
    }

    /** Each run has other keys and layer versions: a policy that names the one of this run helps it only. */
    static String everyNextTime(String resource) {
        return resource.replaceFirst("(:::[^/]+/lambda-ci/).*", "$1*").replaceFirst("(:layer:[^:]+:)\\d+$", "$1*");
    }

    private static String keyPolicy(String right) {
        return right.startsWith("kms:") ? " in its key policy or in the role's policy" : "";
    }

    private static AwsException other(AwsCall call, AwsServiceException e) {
        boolean awsFailed = e.statusCode() >= 500;
        return failed(
                call,
                message(e) + (code(e).isEmpty() ? "" : " (" + code(e) + ")"),
                awsFailed
                        ? "AWS itself has failed, several times; " + LambdaCiException.RUN_AGAIN
                        : "see what AWS says; nothing is lost: " + LambdaCiException.RUN_AGAIN,
                e);
    }

    private AwsException unanswered(AwsCall call, SdkException e) {
        String message = String.valueOf(e.getMessage());
        if (SIGN_IN.matcher(message).find()) {
            return failed(call, "the sign-in has expired or is missing: " + firstLine(message), renewCredentials(), e);
        }
        if (message.contains("load credentials") || (message.contains("credentials") && e.getCause() == null)) {
            return failed(call, "no AWS credentials were found", setCredentials(), e);
        }
        Throwable root = root(e);
        if (hasCause(e, SSLException.class)) {
            return failed(
                    call,
                    "the connection to AWS is not trusted: " + root.getMessage(),
                    "if a proxy of your company inspects TLS, let AWS_CA_BUNDLE name a PEM file with its certificate",
                    e);
        }
        if (root instanceof UnknownHostException) {
            return failed(
                    call,
                    "the host " + root.getMessage() + " is not known",
                    "check the network, the region's name and AWS_ENDPOINT_URL",
                    e);
        }
        if (root instanceof ConnectException
                || root instanceof NoRouteToHostException
                || root instanceof SocketTimeoutException) {
            return failed(
                    call,
                    "AWS cannot be reached" + server(e) + ": " + root.getMessage(),
                    "check the network, the proxy (HTTPS_PROXY, NO_PROXY) and AWS_ENDPOINT_URL",
                    e);
        }
        return failed(call, firstLine(message), "check the network; " + LambdaCiException.RUN_AGAIN, e);
    }

    private String renewCredentials() {
        return profile.map(name -> "sign in again: 'aws sso login --profile " + name + "' if the profile uses SSO, else"
                        + " renew its credentials")
                .orElse("sign in again: 'aws sso login' if you use SSO, else renew the credentials in the environment");
    }

    private String setCredentials() {
        return profile.map(name -> "complete the AWS profile '" + name + "': 'aws configure --profile " + name
                        + "', or 'aws configure sso --profile " + name + "'")
                .orElse("name a profile with --aws-profile-name, set AWS_PROFILE or AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or run where a role is attached");
    }

    private static AwsException failed(AwsCall call, String problem, String hint, @Nullable Throwable cause) {
        return new AwsException(call.doing() + " failed: " + problem, hint, cause);
    }

    /** SSO and its sign-in are services themselves; whatever they refuse, the remedy is to sign in. */
    private static boolean isSignIn(AwsServiceException e) {
        String type = e.getClass().getName();
        return type.contains(".services.sso.") || type.contains(".services.ssooidc.");
    }

    private static String code(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    private static String message(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .filter(message -> !message.isBlank())
                .orElse("AWS answered with status " + e.statusCode());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    private static String server(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnansweredException) {
                return " at " + cause.getMessage();
            }
        }
        return "";
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}

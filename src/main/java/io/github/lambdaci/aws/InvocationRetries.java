package io.github.lambdaci.aws;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Which calls of a function are repeated: those that did not run it for sure.
 *
 * <p>The SDK's own strategies also repeat a call when its answer is lost or is an error of the server, and the function
 * would run twice.
 */
final class InvocationRetries {
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private InvocationRetries() {}

    static RetryStrategy strategy() {
        BackoffStrategy backoff = BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE);
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(ATTEMPTS)
                .retryOnException(InvocationRetries::hasRunNothing)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(backoff)
                .build();
    }

    /** Whether the call was refused before it came to the function, or never left this machine. */
    static boolean hasRunNothing(Throwable failure) {
        return failure instanceof SdkException e
                && (RetryUtils.isThrottlingException(e) || RetryUtils.isClockSkewException(e) || hasNoConnection(e));
    }

    private static boolean hasNoConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean connectTimedOut = cause instanceof SocketTimeoutException
                    && String.valueOf(cause.getMessage())
                            .toLowerCase(Locale.ROOT)
                            .contains("connect timed out");
            if (connectTimedOut
                    || cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }
}

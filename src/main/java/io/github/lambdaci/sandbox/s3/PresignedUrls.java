package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Refuses URLs whose signature has expired ("Authenticating Requests: Using Query Parameters"); the signature itself is
 * not checked, as none is in the sandbox.
 */
final class PresignedUrls {
    private static final String EXPIRES = "X-Amz-Expires";
    private static final List<String> NEEDED =
            List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", EXPIRES, "X-Amz-SignedHeaders");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final long LONGEST = Duration.ofDays(7).toSeconds();

    private final Clock clock;

    PresignedUrls(Clock clock) {
        this.clock = clock;
    }

    /** Does nothing with a request that is signed otherwise, or not at all. */
    void refuseIfExpired(Request request) {
        if (!request.hasQuery("X-Amz-Signature")) {
            return;
        }
        if (!request.query().keySet().containsAll(NEEDED)) {
            throw malformed("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                    + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        long seconds = seconds(request.query(EXPIRES).orElseThrow());
        Instant end = date(request.query("X-Amz-Date").orElseThrow()).plusSeconds(seconds);
        if (clock.instant().isAfter(end)) {
            throw AwsError.of(403, "AccessDenied", "Request has expired")
                    .with(EXPIRES, Long.toString(seconds))
                    .with("Expires", end.toString())
                    .with("ServerTime", clock.instant().toString());
        }
    }

    private static long seconds(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw malformed("X-Amz-Expires should be a number");
        }
        long seconds = Long.parseLong(text);
        if (seconds > LONGEST) {
            throw malformed(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be"
                            + " less than 604800 seconds");
        }
        return seconds;
    }

    private static Instant date(String text) {
        try {
            return LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
    }

    private static AwsError malformed(String message) {
        return AwsError.of(400, "AuthorizationQueryParametersError", message);
    }
}

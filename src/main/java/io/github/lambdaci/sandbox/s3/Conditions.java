package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/** The headers that make a request depend on the object that is there. */
final class Conditions {
    private Conditions() {}

    /** The condition of a write; it is asked while nobody else can write. */
    static Consumer<Optional<ObjectVersion>> forWrite(S3Request request) {
        Optional<String> ifMatch = request.header("if-match");
        Optional<String> ifNoneMatch = request.header("if-none-match");
        if (ifNoneMatch.isPresent() && !ifNoneMatch.get().equals("*")) {
            throw AwsError.notImplemented("If-None-Match with anything but * for a write");
        }
        return current -> {
            if (ifNoneMatch.isPresent() && current.isPresent()) {
                throw S3Errors.preconditionFailed("If-None-Match");
            }
            if (ifMatch.isPresent() && current.isEmpty()) {
                throw S3Errors.noSuchKey(request.key());
            }
            if (ifMatch.isPresent() && !matches(ifMatch.get(), current.orElseThrow())) {
                throw S3Errors.preconditionFailed("If-Match");
            }
        };
    }

    /**
     * The condition of a delete on the version that is there now.
     *
     * <p>Without one there, also where a delete marker is the newest, S3 answers 404, whatever its guide says of {@code *}
     * (localstack issue 13894 and ministack issue 1475 measured it).
     */
    static Consumer<Optional<ObjectVersion>> forDelete(String key, Optional<String> ifMatch) {
        return current -> {
            if (ifMatch.isPresent() && !matches(ifMatch.get(), current.orElseThrow(() -> S3Errors.noSuchKey(key)))) {
                throw S3Errors.preconditionFailed("If-Match");
            }
        };
    }

    /** The condition of a read: the version must be another, or the same, as the one that the caller knows. */
    static void checkRead(S3Request request, ObjectVersion version) {
        check(request, version, "if-");
    }

    /** The condition of a copy on its source. */
    static void checkSource(S3Request request, ObjectVersion version) {
        check(request, version, "x-amz-copy-source-if-");
    }

    private static void check(S3Request request, ObjectVersion version, String start) {
        Optional<String> match = request.header(start + "match");
        if (match.isPresent() && !matches(match.get(), version)) {
            throw S3Errors.preconditionFailed("If-Match");
        }
        Optional<String> noneMatch = request.header(start + "none-match");
        boolean unchanged = noneMatch.isPresent()
                ? matches(noneMatch.get(), version)
                : request.header(start + "modified-since")
                        .flatMap(Conditions::time)
                        .filter(time -> !seconds(version).isAfter(time))
                        .isPresent();
        if (unchanged && start.equals("if-")) {
            throw AwsError.of(304, "NotModified", "Not Modified").withHeader("ETag", version.etag());
        }
        boolean modified = match.isEmpty()
                && request.header(start + "unmodified-since")
                        .flatMap(Conditions::time)
                        .filter(time -> seconds(version).isAfter(time))
                        .isPresent();
        if (unchanged || modified) {
            throw S3Errors.preconditionFailed(modified ? "If-Unmodified-Since" : "If-None-Match");
        }
    }

    private static boolean matches(String wanted, ObjectVersion version) {
        return wanted.equals("*")
                || wanted.replace("\"", "").equals(version.etag().replace("\"", ""));
    }

    private static Instant seconds(ObjectVersion version) {
        return version.modified().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<Instant> time(String header) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}

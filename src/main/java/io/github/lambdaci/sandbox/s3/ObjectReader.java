package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Finds the version of an object that a request means, or the refusal that S3 gives this caller. */
final class ObjectReader {
    private static final int ATTEMPTS = 5;

    private final BucketStore buckets;
    private final ObjectStore objects;
    private final boolean callerMayList;

    ObjectReader(BucketStore buckets, ObjectStore objects, boolean callerMayList) {
        this.buckets = buckets;
        this.objects = objects;
        this.callerMayList = callerMayList;
    }

    /** A version whose bytes stay readable, even if it is replaced meanwhile. */
    record Opened(ObjectVersion version, FileChannel content) {}

    ObjectVersion find(String bucket, String key, Optional<String> versionId) throws IOException {
        Bucket unused = buckets.get(bucket);
        KeyDocument document = objects.key(bucket, key);
        ObjectVersion version = versionId
                .map(id -> document.version(id).orElseThrow(() -> S3Errors.noSuchVersion(key, id)))
                .or(document::latest)
                .orElseThrow(() -> missing(key));
        if (!version.isDeleteMarker()) {
            return version;
        }
        AwsError refusal = versionId.isPresent()
                ? AwsError.of(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
                : missing(key);
        throw refusal.withHeader("x-amz-delete-marker", "true").withHeader("x-amz-version-id", version.versionId());
    }

    Opened open(S3Request request) throws IOException {
        return open(request, request.versionId());
    }

    Opened open(S3Request request, Optional<String> versionId) throws IOException {
        for (int attempt = 1; ; attempt++) {
            ObjectVersion version = find(request.bucket(), request.key(), versionId);
            try {
                return new Opened(
                        version, FileChannel.open(objects.blob(request.bucket(), version), StandardOpenOption.READ));
            } catch (NoSuchFileException replaced) {
                // Between the two steps another request replaced the object: the document names the new one.
                if (attempt == ATTEMPTS) {
                    throw replaced;
                }
            }
        }
    }

    // Who may not list a bucket is not told what is not in it.
    private AwsError missing(String key) {
        return callerMayList ? S3Errors.noSuchKey(key) : S3Errors.accessDenied();
    }
}

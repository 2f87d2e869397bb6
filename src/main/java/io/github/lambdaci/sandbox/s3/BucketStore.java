package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import io.github.lambdaci.sandbox.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The buckets on disk, each a directory with one document and the objects. */
final class BucketStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final StateDirectory state;

    BucketStore(StateDirectory state) {
        this.state = state;
    }

    Path directory(String bucket) {
        return state.path("s3", bucket);
    }

    private Path document(String bucket) {
        return directory(bucket).resolve("bucket.json");
    }

    boolean exists(String bucket) {
        return isLegal(bucket) && Files.exists(document(bucket));
    }

    Optional<Bucket> find(String bucket) throws IOException {
        return isLegal(bucket) ? state.read(document(bucket)).map(Bucket::new) : Optional.empty();
    }

    Bucket get(String bucket) throws IOException {
        return find(bucket).orElseThrow(() -> S3Errors.noSuchBucket(bucket));
    }

    List<Bucket> all() throws IOException {
        List<Bucket> buckets = new ArrayList<>();
        for (Path directory : StateDirectory.list(state.path("s3"))) {
            state.read(directory.resolve("bucket.json")).map(Bucket::new).ifPresent(buckets::add);
        }
        return buckets;
    }

    void save(Bucket bucket) throws IOException {
        state.write(document(bucket.name()), bucket.document());
    }

    /** Removes a bucket that has no objects; its document goes first, so that no half-deleted bucket is ever seen. */
    void delete(String bucket) throws IOException {
        Files.deleteIfExists(document(bucket));
        TemporaryFiles.delete(directory(bucket));
    }

    static void requireLegal(String bucket) {
        if (!isLegal(bucket)) {
            throw AwsError.of(400, "InvalidBucketName", "The specified bucket is not valid.")
                    .with("BucketName", bucket);
        }
    }

    // Also what keeps a bucket's directory inside the state's.
    private static boolean isLegal(String bucket) {
        return NAME.matcher(bucket).matches() && !bucket.contains("..");
    }
}

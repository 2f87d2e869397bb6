package io.github.lambdaci.aws;

import io.github.lambdaci.account.ArtifactListing;
import io.github.lambdaci.account.ListedArtifact;
import io.github.lambdaci.account.Removal;
import io.github.lambdaci.artifact.ArtifactKey;
import java.util.List;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists and removes objects in S3. */
public final class S3ArtifactListing implements ArtifactListing {
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_FOUND = 404;

    private final AwsClients clients;
    private final BucketFailures failures;

    /** Nothing is asked of AWS yet. */
    public S3ArtifactListing(AwsClients clients) {
        this.clients = clients;
        this.failures = new BucketFailures(clients);
    }

    @Override
    public List<ListedArtifact> list(ArtifactKey prefix) {
        return failures.send(
                "listing",
                "s3:ListBucket",
                prefix,
                () -> clients
                        .s3()
                        .listObjectsV2Paginator(
                                request -> request.bucket(prefix.bucket()).prefix(prefix.key()))
                        .contents()
                        .stream()
                        .map(object -> listed(prefix.bucket(), object))
                        .toList());
    }

    private static ListedArtifact listed(String bucket, S3Object object) {
        return new ListedArtifact(
                new ArtifactKey(bucket, object.key()), object.size(), object.lastModified(), object.eTag());
    }

    @Override
    public Removal delete(ListedArtifact artifact) {
        ArtifactKey key = artifact.key();
        return failures.send("deleting", "s3:DeleteObject", key, () -> {
            try {
                // Without a version: versions that a bucket keeps are what its lifecycle rule is for.
                clients.s3()
                        .deleteObject(request ->
                                request.bucket(key.bucket()).key(key.key()).ifMatch(artifact.etag()));
                return Removal.DONE;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return Removal.STILL_USED;
                }
                if (e.statusCode() == NOT_FOUND && !isAboutTheBucket(e)) {
                    return Removal.DONE;
                }
                throw e;
            }
        });
    }

    private static boolean isAboutTheBucket(S3Exception e) {
        return e.awsErrorDetails() != null
                && "NoSuchBucket".equals(e.awsErrorDetails().errorCode());
    }
}

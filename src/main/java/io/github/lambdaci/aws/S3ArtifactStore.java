package io.github.lambdaci.aws;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.pipeline.PipelineLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Keeps artifacts in S3. */
public final class S3ArtifactStore implements ArtifactStore {
    private static final long MULTIPART_FROM = 64L << 20;
    private static final long PART_BYTES = 16L << 20;

    private final AwsClients clients;
    private final PipelineLog log;
    private final BucketFailures failures;
    private final long multipartFrom;
    private final long partBytes;

    /** Tells the log how far uploads are. */
    public S3ArtifactStore(AwsClients clients, PipelineLog log) {
        this(clients, log, MULTIPART_FROM, PART_BYTES);
    }

    S3ArtifactStore(AwsClients clients, PipelineLog log, long multipartFrom, long partBytes) {
        this.clients = clients;
        this.log = log;
        this.failures = new BucketFailures(clients);
        this.multipartFrom = multipartFrom;
        this.partBytes = partBytes;
    }

    @Override
    public Optional<byte[]> read(ArtifactKey key) {
        return readMarked(key).map(Marked::content);
    }

    @Override
    public Optional<Marked> readMarked(ArtifactKey key) {
        return failures.send("reading", "s3:GetObject", key, () -> {
            try {
                ResponseBytes<GetObjectResponse> object = clients.s3()
                        .getObjectAsBytes(
                                request -> request.bucket(key.bucket()).key(key.key()));
                return Optional.of(
                        new Marked(object.asByteArray(), object.response().eTag()));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void write(byte[] content, ArtifactKey key) {
        failures.send(
                "writing",
                "s3:PutObject",
                key,
                () -> clients.s3().putObject(writing(content, key).build(), RequestBody.fromBytes(content)));
    }

    private static PutObjectRequest.Builder writing(byte[] content, ArtifactKey key) {
        return PutObjectRequest.builder()
                .bucket(key.bucket())
                .key(key.key())
                .contentType(key.key().endsWith(".json") ? "application/json" : "text/plain; charset=utf-8")
                .checksumSHA256(Sha256.of(content).base64());
    }

    @Override
    public boolean writeUnlessChanged(byte[] content, ArtifactKey key, Optional<String> mark) {
        PutObjectRequest.Builder request = writing(content, key);
        mark.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
        LeaseStore.Written write = failures.send(
                "writing",
                "s3:PutObject",
                key,
                () -> ConditionalWrite.of(
                        () -> clients.s3().putObject(request.build(), RequestBody.fromBytes(content))));
        if (write.outcome() == LeaseStore.Outcome.UNSUPPORTED) {
            write(content, key);
        }
        return write.outcome() != LeaseStore.Outcome.REFUSED;
    }

    @Override
    public Optional<StoredArtifact> find(ArtifactKey key) {
        return failures.send("looking for", "s3:GetObject", key, () -> {
            try {
                HeadObjectResponse head = clients.s3()
                        .headObject(request -> request.bucket(key.bucket()).key(key.key()));
                return ObjectMetadata.read(head.metadata())
                        .map(metadata ->
                                new StoredArtifact(key, version(head.versionId()), head.contentLength(), metadata));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public StoredArtifact upload(Archive archive, ArtifactKey key, ArtifactMetadata metadata) {
        @Nullable
        String versionId = failures.send(
                "uploading",
                "s3:PutObject",
                key,
                () -> archive.bytes() < multipartFrom
                        ? uploadWhole(archive, key, metadata, request -> {})
                        : uploadInParts(archive, key, metadata));
        return new StoredArtifact(key, version(versionId), archive.bytes(), metadata);
    }

    @Override
    public Optional<StoredArtifact> uploadIfAbsent(Archive archive, ArtifactKey key, ArtifactMetadata metadata) {
        return failures.send("uploading", "s3:PutObject", key, () -> {
            try {
                String versionId = uploadWhole(archive, key, metadata, request -> request.ifNoneMatch("*"));
                return Optional.of(new StoredArtifact(key, version(versionId), archive.bytes(), metadata));
            } catch (S3Exception e) {
                // API reference, PutObject: 412 if there is an object, 409 if one is being written.
                // A store that knows no conditions says 501.
                if (e.statusCode() == 412 || e.statusCode() == 409 || e.statusCode() == 501) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private @Nullable String uploadWhole(
            Archive archive, ArtifactKey key, ArtifactMetadata metadata, Consumer<PutObjectRequest.Builder> condition) {
        MeasuredPart file = new MeasuredPart(archive, 0, archive.bytes());
        return clients.s3()
                .putObject(
                        request -> condition.accept(request.bucket(key.bucket())
                                .key(key.key())
                                .contentType("application/zip")
                                .metadata(ObjectMetadata.of(metadata, clients.toolVersion()))
                                .checksumSHA256(archive.sha256().base64())),
                        file.body(bytes -> log.uploadProgress(key, bytes, archive.bytes())))
                .versionId();
    }

    private @Nullable String uploadInParts(Archive archive, ArtifactKey key, ArtifactMetadata metadata) {
        return new MultipartUpload(
                        clients.s3(), partBytes, key, bytes -> log.uploadProgress(key, bytes, archive.bytes()))
                .run(archive, ObjectMetadata.of(metadata, clients.toolVersion()))
                .versionId();
    }

    @Override
    public void download(StoredArtifact from, Path target) {
        String right = from.versionId().isPresent() ? "s3:GetObjectVersion" : "s3:GetObject";
        failures.send("downloading", right, from.key(), () -> {
            try {
                return clients.s3()
                        .getObject(
                                request -> request.bucket(from.key().bucket())
                                        .key(from.key().key())
                                        // The very object that was found, even if somebody has overwritten it since.
                                        .versionId(from.versionId().orElse(null)),
                                target);
            } catch (S3Exception e) {
                throw e.statusCode() == 404 && isAboutTheObject(e) ? gone(from, e) : e;
            }
        });
        refuseOtherBytes(from, target);
    }

    private static void refuseOtherBytes(StoredArtifact from, Path target) {
        try {
            if (!Sha256.of(target).equals(from.sha256())) {
                throw new AwsException(
                        from.key() + " does not hold the bytes that lambda-ci stored there",
                        "somebody else wrote to it; remove it, then run again");
            }
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + target.getFileName(), e);
        }
    }

    @Override
    public StoredArtifact copy(StoredArtifact from, ArtifactKey to, ArtifactMetadata metadata) {
        CopyObjectResponse copied = failures.send("copying " + from.key() + " to", "s3:PutObject", to, () -> {
            try {
                return clients.s3()
                        .copyObject(request -> request.sourceBucket(from.key().bucket())
                                .sourceKey(from.key().key())
                                // The very object that was checked, even if somebody has overwritten it since.
                                .sourceVersionId(from.versionId().orElse(null))
                                .destinationBucket(to.bucket())
                                .destinationKey(to.key())
                                .contentType("application/zip")
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .metadataDirective(MetadataDirective.REPLACE)
                                .metadata(ObjectMetadata.of(metadata, clients.toolVersion())));
            } catch (S3Exception e) {
                throw e.statusCode() == 404 && isAboutTheObject(e) ? gone(from, e) : e;
            }
        });
        return new StoredArtifact(to, version(copied.versionId()), from.bytes(), metadata);
    }

    private static boolean isAboutTheObject(S3Exception e) {
        return e.awsErrorDetails() != null
                && !"NoSuchBucket".equals(e.awsErrorDetails().errorCode());
    }

    private static RuntimeException gone(StoredArtifact from, S3Exception e) {
        return new AwsException(
                from.key() + " is not there any more", "see what deletes objects in this bucket, then run again", e);
    }

    /** A bucket whose versioning was suspended calls the version that it overwrites "null". */
    private static Optional<String> version(@Nullable String versionId) {
        return Optional.ofNullable(versionId).filter(id -> !id.equals("null"));
    }
}

package io.github.lambdaci.aws;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.concurrent.ParallelWork;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads a large zip in parts, some at once, of which none is kept in memory and each is checked by S3. */
final class MultipartUpload {
    /** As many as fill most lines; the AWS CLI takes ten, for files that are larger by far. */
    private static final int CONNECTIONS = 4;

    private final S3Client s3;
    private final long partBytes;
    private final ArtifactKey key;
    private final LongConsumer sent;

    MultipartUpload(S3Client s3, long partBytes, ArtifactKey key, LongConsumer sent) {
        this.s3 = s3;
        this.partBytes = partBytes;
        this.key = key;
        this.sent = sent;
    }

    CompleteMultipartUploadResponse run(Archive archive, Map<String, String> metadata) {
        CreateMultipartUploadResponse begun = s3.createMultipartUpload(request -> request.bucket(key.bucket())
                .key(key.key())
                .contentType("application/zip")
                .metadata(metadata)
                .checksumAlgorithm(ChecksumAlgorithm.SHA256));
        try {
            List<CompletedPart> parts = parts(archive, begun.uploadId());
            return s3.completeMultipartUpload(request -> request.bucket(key.bucket())
                    .key(key.key())
                    .uploadId(begun.uploadId())
                    .multipartUpload(upload -> upload.parts(parts)));
        } catch (RuntimeException e) {
            abort(begun.uploadId(), e);
            throw e;
        }
    }

    private List<CompletedPart> parts(Archive archive, String uploadId) {
        Parts planned = new Parts(archive);
        Progress progress = new Progress(planned.count());
        List<CompletedPart> parts = new ArrayList<>();
        new ParallelWork<Part, CompletedPart>(
                        "uploading " + key, CONNECTIONS, () -> part -> upload(part, uploadId, progress))
                .run(planned, parts::add);
        planned.refuseChanged();
        return parts;
    }

    private record Part(int number, MeasuredPart content, Sha256 sha256) {}

    /**
     * The parts of a zip, each hashed when it is its turn. S3 refuses what does not have the hash of its part, but knows
     * nothing of the whole: that this is what was hashed before is found out from the same bytes, while parts are sent.
     */
    private final class Parts implements Iterator<Part> {
        private final Archive archive;
        private final MessageDigest whole = Sha256.newDigest();
        private final MessageDigest digest = Sha256.newDigest();
        private final byte[] buffer = new byte[1 << 16];
        private int taken;

        private Parts(Archive archive) {
            this.archive = archive;
        }

        private int count() {
            return Math.toIntExact((archive.bytes() + partBytes - 1) / partBytes);
        }

        @Override
        public boolean hasNext() {
            return taken < count();
        }

        @Override
        public Part next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long offset = taken * partBytes;
            MeasuredPart content = new MeasuredPart(archive, offset, Math.min(partBytes, archive.bytes() - offset));
            taken++;
            return new Part(taken, content, hash(content));
        }

        private Sha256 hash(MeasuredPart content) {
            try (InputStream in = content.open(bytes -> {})) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    whole.update(buffer, 0, read);
                }
                return Sha256.of(digest);
            } catch (IOException e) {
                throw WorkspaceException.of("reading " + archive.file().getFileName(), e);
            }
        }

        private void refuseChanged() {
            if (!Sha256.of(whole).equals(archive.sha256())) {
                throw new AwsException(
                        "uploading " + key + " failed: " + archive.file().getFileName()
                                + " changed while it was uploaded",
                        "let nothing else write to the folder for temporary files, then run again");
            }
        }
    }

    /** Adds up how far the parts are, and tells it in the order in which it grows. */
    private final class Progress {
        private final long[] read;

        private Progress(int parts) {
            read = new long[parts];
        }

        private synchronized void of(Part part, long bytes) {
            read[part.number() - 1] = bytes;
            sent.accept(LongStream.of(read).sum());
        }
    }

    private CompletedPart upload(Part part, String uploadId, Progress progress) {
        String sha256 = part.sha256().base64();
        UploadPartResponse response = s3.uploadPart(
                request -> request.bucket(key.bucket())
                        .key(key.key())
                        .uploadId(uploadId)
                        .partNumber(part.number())
                        .checksumSHA256(sha256),
                part.content().body(bytes -> progress.of(part, bytes)));
        return CompletedPart.builder()
                .partNumber(part.number())
                .eTag(response.eTag())
                .checksumSHA256(sha256)
                .build();
    }

    /** Parts of an upload that was given up would cost money until somebody deletes them. */
    private void abort(String uploadId, RuntimeException reason) {
        // The SDK sends nothing from a thread that is marked as interrupted.
        boolean interrupted = Thread.interrupted();
        try {
            s3.abortMultipartUpload(
                    request -> request.bucket(key.bucket()).key(key.key()).uploadId(uploadId));
        } catch (SdkException e) {
            reason.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package io.github.lambdaci.aws;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads a large zip in parts, of which none is kept in memory and each is checked by S3. */
final class MultipartUpload {
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
        List<CompletedPart> parts = new ArrayList<>();
        MessageDigest whole = Sha256.newDigest();
        for (long offset = 0; offset < archive.bytes(); offset += partBytes) {
            long length = Math.min(partBytes, archive.bytes() - offset);
            parts.add(part(new MeasuredFile(archive.file(), offset, length), parts.size() + 1, uploadId, whole));
        }
        // S3 knows the hashes of the parts only, so that the whole is what was hashed before has to be checked here.
        if (!Sha256.of(whole).equals(archive.sha256())) {
            throw new AwsException(
                    "uploading " + key + " failed: " + archive.file().getFileName() + " changed while it was uploaded",
                    "let nothing else write to the folder for temporary files, then run again");
        }
        return parts;
    }

    private CompletedPart part(MeasuredFile part, int number, String uploadId, MessageDigest whole) {
        String sha256 = hash(part, whole).base64();
        UploadPartResponse response = s3.uploadPart(
                request -> request.bucket(key.bucket())
                        .key(key.key())
                        .uploadId(uploadId)
                        .partNumber(number)
                        .checksumSHA256(sha256),
                part.body(bytes -> sent.accept(part.offset() + bytes)));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(response.eTag())
                .checksumSHA256(sha256)
                .build();
    }

    private static Sha256 hash(MeasuredFile part, MessageDigest whole) {
        MessageDigest own = Sha256.newDigest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = part.open(bytes -> {})) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                own.update(buffer, 0, read);
                whole.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + part.file().getFileName(), e);
        }
        return Sha256.of(own);
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

package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class S3MultipartTests extends BucketFixture {
    private static final int SMALLEST = 5 * 1024 * 1024;

    private String create() {
        return sandbox.s3()
                .createMultipartUpload(
                        request -> request.bucket(BUCKET).key("large").checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
    }

    private CompletedPart upload(String id, int number, byte[] content) {
        var part = sandbox.s3()
                .uploadPart(
                        request -> request.bucket(BUCKET)
                                .key("large")
                                .uploadId(id)
                                .partNumber(number)
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                        RequestBody.fromBytes(content));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumSHA256(part.checksumSHA256())
                .build();
    }

    private void complete(String id, CompletedPart... parts) {
        var unused = sandbox.s3()
                .completeMultipartUpload(request -> request.bucket(BUCKET)
                        .key("large")
                        .uploadId(id)
                        .multipartUpload(upload -> upload.parts(parts)));
    }

    @Test
    void partsBecomeOneObjectInTheirOrder() {
        byte[] content = new byte[SMALLEST + 1000];
        new Random(3).nextBytes(content);
        String id = create();

        CompletedPart second = upload(id, 2, Arrays.copyOfRange(content, SMALLEST, content.length));
        CompletedPart first = upload(id, 1, Arrays.copyOf(content, SMALLEST));
        assertThat(sandbox.s3()
                        .listParts(
                                request -> request.bucket(BUCKET).key("large").uploadId(id))
                        .parts())
                .hasSize(2);
        complete(id, first, second);

        assertThat(sandbox.s3()
                        .getObjectAsBytes(request -> request.bucket(BUCKET).key("large"))
                        .asByteArray())
                .isEqualTo(content);
        var head = sandbox.s3()
                .headObject(request -> request.bucket(BUCKET).key("large").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.eTag()).endsWith("-2\"");
        assertThat(head.checksumSHA256()).endsWith("-2");
    }

    @Test
    void wrongPartsAreRefusedAndTheUploadStays() {
        String id = create();
        CompletedPart small = upload(id, 1, new byte[10]);
        CompletedPart last = upload(id, 2, new byte[10]);

        assertThatThrownBy(() -> complete(id, small, last))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("smaller than the minimum");
        assertThatThrownBy(() -> complete(id, last, small))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("ascending order");
        complete(id, last);

        assertThat(sandbox.s3()
                        .headObject(request -> request.bucket(BUCKET).key("large"))
                        .contentLength())
                .isEqualTo(10);
    }

    @Test
    void abortedUploadIsGone() {
        String id = create();
        CompletedPart part = upload(id, 1, new byte[10]);

        sandbox.s3()
                .abortMultipartUpload(
                        request -> request.bucket(BUCKET).key("large").uploadId(id));

        assertThatThrownBy(() -> complete(id, part))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("NoSuchUpload"));
        assertThatThrownBy(() -> sandbox.s3()
                        .headObject(request -> request.bucket(BUCKET).key("large")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void partIsCopiedFromAnotherObject() {
        sandbox.s3().putObject(request -> request.bucket(BUCKET).key("source"), RequestBody.fromString("0123456789"));
        String id = create();

        var copied = sandbox.s3()
                .uploadPartCopy(request -> request.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .destinationBucket(BUCKET)
                        .destinationKey("large")
                        .uploadId(id)
                        .partNumber(1)
                        .copySourceRange("bytes=2-4"));
        complete(
                id,
                CompletedPart.builder()
                        .partNumber(1)
                        .eTag(copied.copyPartResult().eTag())
                        .build());

        assertThat(sandbox.s3()
                        .getObjectAsBytes(request -> request.bucket(BUCKET).key("large"))
                        .asUtf8String())
                .isEqualTo("234");
    }
}

package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

final class S3IntegrityTests extends BucketFixture {
    private static final String HELLO_SHA256 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

    @Test
    void largeBodyInFramesComesBackWhole() {
        byte[] content = new byte[3_000_001];
        new Random(7).nextBytes(content);

        sandbox.s3().putObject(request -> request.bucket(BUCKET).key("large"), RequestBody.fromBytes(content));

        assertThat(sandbox.s3()
                        .getObjectAsBytes(request -> request.bucket(BUCKET).key("large"))
                        .asByteArray())
                .isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256"})
    void sdkAndServerAgreeOnChecksums(ChecksumAlgorithm algorithm) {
        if (algorithm == ChecksumAlgorithm.CRC64_NVME) {
            // The SDK computes it only with the native library, so its known value for "123456789" is sent.
            sandbox.s3()
                    .putObject(
                            request -> request.bucket(BUCKET).key("k").checksumCRC64NVME("rosUhgp5mIg="),
                            RequestBody.fromString("123456789"));
            return;
        }
        sandbox.s3()
                .putObject(
                        request -> request.bucket(BUCKET).key("k").checksumAlgorithm(algorithm),
                        RequestBody.fromString("hello"));

        assertThat(read("k")).isEqualTo("hello");
    }

    @Test
    void checksumIsKeptAndToldToWhoAsks() {
        sandbox.s3()
                .putObject(
                        request -> request.bucket(BUCKET).key("k").checksumSHA256(HELLO_SHA256),
                        RequestBody.fromString("hello"));

        HeadObjectResponse asked = sandbox.s3()
                .headObject(request -> request.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
        HeadObjectResponse notAsked =
                sandbox.s3().headObject(request -> request.bucket(BUCKET).key("k"));

        assertThat(asked.checksumSHA256()).isEqualTo(HELLO_SHA256);
        assertThat(notAsked.checksumSHA256()).isNull();
        assertThat(asked.contentLength()).isEqualTo(5);
    }

    @Test
    void wrongChecksumIsRefusedAndNothingIsStored() {
        assertRefused(
                () -> sandbox.s3()
                        .putObject(
                                request -> request.bucket(BUCKET).key("k").checksumSHA256(HELLO_SHA256),
                                RequestBody.fromString("other")),
                400,
                "BadDigest");

        assertThatThrownBy(() -> read("k")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void wrongMd5IsRefused() {
        assertRefused(
                () -> sandbox.s3()
                        .putObject(
                                request -> request.bucket(BUCKET).key("k").contentMD5("XUFAKrxLKna5cZ2REBfFkg=="),
                                RequestBody.fromString("other")),
                400,
                "BadDigest");
    }

    @Test
    void signedFramesAreTakenOff() {
        String body =
                "5;chunk-signature=" + "0".repeat(64) + "\r\nhello\r\n0;chunk-signature=" + "0".repeat(64) + "\r\n\r\n";

        var answer = sandbox.send(
                "PUT",
                "/" + BUCKET + "/framed",
                body.getBytes(StandardCharsets.UTF_8),
                "x-amz-content-sha256",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "x-amz-decoded-content-length",
                "5");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(read("framed")).isEqualTo("hello");
    }

    @Test
    void framesThatEndEarlyStoreNothing() {
        var answer = sandbox.send(
                "PUT",
                "/" + BUCKET + "/framed",
                "5\r\nhel".getBytes(StandardCharsets.UTF_8),
                "x-amz-content-sha256",
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>IncompleteBody</Code>");
        assertThatThrownBy(() -> read("framed")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void wrongTrailerIsRefused() {
        String body = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";

        var answer = sandbox.send(
                "PUT",
                "/" + BUCKET + "/framed",
                body.getBytes(StandardCharsets.UTF_8),
                "x-amz-content-sha256",
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-trailer",
                "x-amz-checksum-crc32");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>BadDigest</Code>");
    }
}

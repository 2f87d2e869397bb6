package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

final class S3ObjectTests {
    private static final String BUCKET = "artifacts";
    private static final String HELLO_SHA256 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

    @TempDir
    private Path directory;

    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults());
        sandbox.server().provisionBucket(BUCKET);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String put(String key, String content) {
        return sandbox.s3()
                .putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content))
                .versionId();
    }

    private String read(String key) {
        return sandbox.s3()
                .getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asUtf8String();
    }

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private static void assertRefused(Runnable call, int status, String code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feature/x",
                "a b",
                "a+b",
                "100%",
                "a%20b",
                "ünïcode/日本",
                "q?u=1&x#y",
                "dots/../up",
                "$@:;,='\"<>"
            })
    void everyKeyComesBackAsItWasSent(String key) {
        put(key, "content of " + key);

        assertThat(read(key)).isEqualTo("content of " + key);
        assertThat(sandbox.s3().listObjectsV2(request -> request.bucket(BUCKET)).contents())
                .extracting(S3Object::key)
                .containsExactly(key);
    }

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
    void ifNoneMatchStoresOnlyWhatIsNotThere() {
        sandbox.s3()
                .putObject(request -> request.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("1"));

        assertRefused(
                () -> sandbox.s3()
                        .putObject(
                                request -> request.bucket(BUCKET).key("k").ifNoneMatch("*"),
                                RequestBody.fromString("2")),
                412,
                "PreconditionFailed");
        assertThat(read("k")).isEqualTo("1");
    }

    @Test
    void ifMatchReplacesOnlyWhatTheCallerKnows() {
        put("k", "1");
        String etag = sandbox.s3()
                .headObject(request -> request.bucket(BUCKET).key("k"))
                .eTag();

        sandbox.s3().putObject(request -> request.bucket(BUCKET).key("k").ifMatch(etag), RequestBody.fromString("2"));

        assertRefused(
                () -> sandbox.s3()
                        .putObject(
                                request -> request.bucket(BUCKET).key("k").ifMatch(etag), RequestBody.fromString("3")),
                412,
                "PreconditionFailed");
        assertThat(read("k")).isEqualTo("2");
    }

    @Test
    void metadataAndHeadersAreKeptAndReplacedByCopiesOnRequest() {
        sandbox.s3()
                .putObject(
                        request -> request.bucket(BUCKET)
                                .key("from/a+b c")
                                .contentType("application/zip")
                                .checksumSHA256(HELLO_SHA256)
                                .metadata(Map.of("source-version", "v1")),
                        RequestBody.fromString("hello"));

        sandbox.s3()
                .copyObject(request -> request.sourceBucket(BUCKET)
                        .sourceKey("from/a+b c")
                        .destinationBucket(BUCKET)
                        .destinationKey("kept"));
        sandbox.s3()
                .copyObject(request -> request.sourceBucket(BUCKET)
                        .sourceKey("from/a+b c")
                        .destinationBucket(BUCKET)
                        .destinationKey("replaced")
                        .metadataDirective(MetadataDirective.REPLACE)
                        .metadata(Map.of("other", "x")));

        HeadObjectResponse kept = sandbox.s3()
                .headObject(request -> request.bucket(BUCKET).key("kept").checksumMode(ChecksumMode.ENABLED));
        HeadObjectResponse replaced =
                sandbox.s3().headObject(request -> request.bucket(BUCKET).key("replaced"));
        assertThat(kept.metadata()).containsExactly(Map.entry("source-version", "v1"));
        assertThat(kept.contentType()).isEqualTo("application/zip");
        assertThat(kept.contentEncoding()).isNull();
        assertThat(kept.checksumSHA256()).isEqualTo(HELLO_SHA256);
        assertThat(replaced.metadata()).containsExactly(Map.entry("other", "x"));
        assertThat(read("replaced")).isEqualTo("hello");
    }

    @Test
    void copyOntoItselfWithoutChangeIsRefused() {
        put("k", "1");

        assertRefused(
                () -> sandbox.s3()
                        .copyObject(request -> request.sourceBucket(BUCKET)
                                .sourceKey("k")
                                .destinationBucket(BUCKET)
                                .destinationKey("k")),
                400,
                "InvalidRequest");
    }

    @Test
    void provisionedBucketKeepsVersions() {
        String first = put("k", "1");
        String second = put("k", "2");
        sandbox.s3().deleteObject(request -> request.bucket(BUCKET).key("k"));

        assertThatThrownBy(() -> read("k")).isInstanceOf(NoSuchKeyException.class);
        assertThat(sandbox.s3()
                        .getObjectAsBytes(
                                request -> request.bucket(BUCKET).key("k").versionId(first))
                        .asUtf8String())
                .isEqualTo("1");
        var versions = sandbox.s3().listObjectVersions(request -> request.bucket(BUCKET));
        assertThat(versions.versions()).extracting(ObjectVersion::versionId).containsExactly(second, first);
        assertThat(versions.deleteMarkers()).hasSize(1);

        sandbox.s3()
                .deleteObject(request -> request.bucket(BUCKET)
                        .key("k")
                        .versionId(versions.deleteMarkers().get(0).versionId()));
        assertThat(read("k")).isEqualTo("2");
    }

    @Test
    void bucketWithoutVersionsForgetsWhatIsReplaced() {
        sandbox.s3().createBucket(request -> request.bucket("plain"));

        String version = sandbox.s3()
                .putObject(request -> request.bucket("plain").key("k"), RequestBody.fromString("1"))
                .versionId();
        sandbox.s3().putObject(request -> request.bucket("plain").key("k"), RequestBody.fromString("2"));

        assertThat(version).isNull();
        assertThat(sandbox.s3()
                        .listObjectVersions(request -> request.bucket("plain"))
                        .versions())
                .hasSize(1);
        sandbox.s3().deleteObject(request -> request.bucket("plain").key("k"));
        sandbox.s3().deleteBucket(request -> request.bucket("plain"));
    }

    @Test
    void listingHasPrefixesAndPages() {
        for (String key : new String[] {"a/1", "a/2", "b/1", "c", "d"}) {
            put(key, key);
        }

        var folders =
                sandbox.s3().listObjectsV2(request -> request.bucket(BUCKET).delimiter("/"));
        var paged = sandbox.s3()
                .listObjectsV2Paginator(request -> request.bucket(BUCKET).maxKeys(2));
        var pagedFolders = sandbox.s3()
                .listObjectsV2Paginator(
                        request -> request.bucket(BUCKET).delimiter("/").maxKeys(1));

        assertThat(folders.commonPrefixes())
                .extracting(prefix -> prefix.prefix())
                .containsExactly("a/", "b/");
        assertThat(folders.contents()).extracting(S3Object::key).containsExactly("c", "d");
        assertThat(paged.contents()).extracting(S3Object::key).containsExactly("a/1", "a/2", "b/1", "c", "d");
        assertThat(paged.stream()).hasSize(3);
        assertThat(pagedFolders.commonPrefixes())
                .extracting(prefix -> prefix.prefix())
                .containsExactly("a/", "b/");
        assertThat(sandbox.s3()
                        .listObjectsV2(request -> request.bucket(BUCKET).prefix("a/"))
                        .contents())
                .hasSize(2);
    }

    @Test
    void rangesAreServedAndChecked() {
        put("k", "0123456789");

        assertThat(sandbox.s3()
                        .getObjectAsBytes(
                                request -> request.bucket(BUCKET).key("k").range("bytes=2-4"))
                        .asUtf8String())
                .isEqualTo("234");
        assertThat(sandbox.s3()
                        .getObjectAsBytes(
                                request -> request.bucket(BUCKET).key("k").range("bytes=-3"))
                        .asUtf8String())
                .isEqualTo("789");
        assertRefused(
                () -> sandbox.s3()
                        .getObjectAsBytes(
                                request -> request.bucket(BUCKET).key("k").range("bytes=10-")),
                416,
                "InvalidRange");
    }

    @Test
    void missingThingsAreToldAsS3Does() {
        assertThatThrownBy(() -> read("missing")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> sandbox.s3()
                        .headObject(request -> request.bucket(BUCKET).key("missing")))
                .isInstanceOf(NoSuchKeyException.class);
        assertRefused(
                () -> sandbox.s3()
                        .getObjectAsBytes(request -> request.bucket("nobody").key("k")),
                404,
                "NoSuchBucket");
    }

    @Test
    void whoMayNotListIsDeniedWhatIsMissing(@TempDir Path other) {
        try (SandboxFixture strict =
                new SandboxFixture(other, SandboxSettings.defaults().withCallerMayList(false))) {
            strict.server().provisionBucket(BUCKET);

            assertRefused(
                    () -> strict.s3()
                            .getObjectAsBytes(request -> request.bucket(BUCKET).key("missing")),
                    403,
                    "AccessDenied");
            assertThatThrownBy(() -> strict.s3()
                            .headObject(request -> request.bucket(BUCKET).key("missing")))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void bucketOfAnotherRegionIsPointedTo() {
        try (var west = sandbox.s3("us-west-2")) {
            assertThatThrownBy(() -> west.getObjectAsBytes(
                            request -> request.bucket(BUCKET).key("k")))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> {
                        assertThat(refused.statusCode()).isEqualTo(301);
                        assertThat(refused.awsErrorDetails()
                                        .sdkHttpResponse()
                                        .firstMatchingHeader("x-amz-bucket-region"))
                                .contains("us-east-1");
                    });
        }
    }

    @Test
    void manyObjectsAreDeletedAtOnce() {
        put("a", "1");
        put("b & <c>", "2");

        var answer = sandbox.s3()
                .deleteObjects(request -> request.bucket(BUCKET)
                        .delete(delete -> delete.objects(identifier("a"), identifier("b & <c>"))));

        assertThat(answer.deleted()).hasSize(2);
        assertThat(sandbox.s3().listObjectsV2(request -> request.bucket(BUCKET)).contents())
                .isEmpty();
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

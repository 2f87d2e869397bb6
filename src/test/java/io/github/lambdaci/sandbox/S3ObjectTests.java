package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

final class S3ObjectTests extends BucketFixture {
    private static final String HELLO_SHA256 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

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
    void plusSignThatIsNotEncodedIsAPlusSign() {
        assertThat(sandbox.send("PUT", "/" + BUCKET + "/a+b%20c", new byte[] {'x'})
                        .statusCode())
                .isEqualTo(200);

        assertThat(read("a+b c")).isEqualTo("x");
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
}

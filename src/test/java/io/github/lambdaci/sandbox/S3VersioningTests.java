package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

final class S3VersioningTests extends BucketFixture {

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
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
}

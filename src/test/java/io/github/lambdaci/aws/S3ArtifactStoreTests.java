package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.testing.RecordingLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3ArtifactStoreTests {
    private static final ArtifactKey KEY = new ArtifactKey("bucket", "lambda-ci/orders/latest/app.zip");

    @TempDir
    Path folder;

    private final ScriptedAws aws = new ScriptedAws();
    private final RecordingLog log = new RecordingLog();
    private final S3ArtifactStore store = new S3ArtifactStore(aws.clients(), log, 100, 40);

    @AfterEach
    void stop() {
        aws.close();
    }

    private Archive archive(int bytes) throws IOException {
        Path file = Files.write(folder.resolve("app.zip"), "x".repeat(bytes).getBytes(StandardCharsets.UTF_8));
        return new Archive(file, Sha256.of(file), bytes, 7, 1);
    }

    private static ArtifactMetadata metadata(Archive archive) {
        return new ArtifactMetadata(archive.sha256(), 7, "feature/ü", Optional.empty());
    }

    @Test
    void uploadCarriesItsHashAndMetadataToThePathOfTheBucket() throws IOException {
        Archive archive = archive(20);
        aws.answer(200, "", Map.of("x-amz-version-id", "v1"));

        StoredArtifact stored = store.upload(archive, KEY, metadata(archive));

        assertThat(stored.versionId()).hasValue("v1");
        ScriptedAws.Request request = aws.requests().get(0);
        assertThat(request.method() + " " + request.target()).isEqualTo("PUT /bucket/lambda-ci/orders/latest/app.zip");
        assertThat(request.headers())
                .containsEntry("x-amz-checksum-sha256", archive.sha256().base64())
                .containsEntry("x-amz-meta-sha256", archive.sha256().hex())
                .containsEntry("x-amz-meta-source-version", "feature%2F%C3%BC")
                .containsEntry("x-amz-meta-unzipped-bytes", "7")
                .containsEntry("x-amz-meta-lambda-ci-version", "0-test")
                .containsEntry("content-type", "application/zip");
        assertThat(request.headers().get("user-agent")).endsWith("lambda-ci/0-test");
        assertThat(log.events("uploadProgress")).endsWith("uploadProgress " + KEY + " 20 20");
    }

    @Test
    void versionNamedNullIsNone() throws IOException {
        Archive archive = archive(20);
        aws.answer(200, "", Map.of("x-amz-version-id", "null"));

        assertThat(store.upload(archive, KEY, metadata(archive)).versionId()).isEmpty();
    }

    @Test
    void copyIsPinnedToTheVersionThatWasFound() throws IOException {
        Archive archive = archive(20);
        aws.answer(200, "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>");
        ArtifactKey odd = new ArtifactKey("bucket", "lambda-ci/orders/feature/ü+x/app.zip");

        store.copy(new StoredArtifact(odd, Optional.of("v1"), 20, metadata(archive)), KEY, metadata(archive));

        assertThat(aws.requests().get(0).headers())
                .containsEntry("x-amz-copy-source", "bucket/lambda-ci/orders/feature/%C3%BC%2Bx/app.zip?versionId=v1")
                .containsEntry("x-amz-metadata-directive", "REPLACE");
    }

    @Test
    void markerIsJsonAndDescriptorIsText() {
        aws.answer(200, "").answer(200, "");

        store.write(new byte[] {'{', '}'}, new ArtifactKey("bucket", "latest.json"));
        store.write(new byte[] {'x'}, new ArtifactKey("bucket", "requirements.txt"));

        assertThat(aws.requests().get(0).headers()).containsEntry("content-type", "application/json");
        assertThat(aws.requests().get(1).headers()).containsEntry("content-type", "text/plain; charset=utf-8");
    }

    @Test
    void failedPartAbortsTheUploadAndKeepsTheReason() throws IOException {
        Archive archive = archive(100);
        aws.answer(200, "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>")
                .answer(200, "", Map.of("ETag", "e1"))
                .refuseInXml(403, "AccessDenied", "Access Denied")
                .answer(204, "");

        assertThatThrownBy(() -> store.upload(archive, KEY, metadata(archive)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("may not s3:PutObject on arn:aws:s3:::bucket/" + KEY.key());
        assertThat(aws.calls()).last().asString().startsWith("DELETE").contains("uploadId=u1");
    }

    @Test
    void fileThatChangesWhileItIsUploadedInPartsIsRefused() throws IOException {
        Archive archive = archive(100);
        Archive other = new Archive(archive.file(), Sha256.of(new byte[] {1}), 100, 7, 1);
        aws.answer(200, "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>")
                .answer(200, "", Map.of("ETag", "e1"))
                .answer(200, "", Map.of("ETag", "e2"))
                .answer(200, "", Map.of("ETag", "e3"))
                .answer(204, "");

        assertThatThrownBy(() -> store.upload(other, KEY, metadata(other)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("changed while it was uploaded");
        assertThat(aws.calls()).last().asString().startsWith("DELETE");
    }

    @Test
    void forbiddenReadNamesTheRightToListToo() {
        aws.answer(403, "");

        assertThatThrownBy(() -> store.find(KEY))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        e -> assertThat(e.hint())
                                .contains("s3:GetObject on arn:aws:s3:::bucket/lambda-ci/*")
                                .contains("s3:ListBucket on arn:aws:s3:::bucket"));
        aws.refuseInXml(403, "AccessDenied", "Access Denied");
        assertThatThrownBy(() -> store.read(KEY))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("s3:ListBucket"));
    }

    @Test
    void missingBucketIsNamed() throws IOException {
        Archive archive = archive(20);
        aws.refuseInXml(404, "NoSuchBucket", "The specified bucket does not exist");

        assertThatThrownBy(() -> store.upload(archive, KEY, metadata(archive)))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("--app-s3-bucket"))
                .hasMessageContaining("there is no bucket 'bucket'");
    }

    @Test
    void bucketElsewhereNamesBothRegions() {
        aws.answer(301, "", Map.of("x-amz-bucket-region", "eu-west-1"));

        assertThatThrownBy(() -> store.find(KEY))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("is in region eu-west-1, but this run works in us-east-1");
    }

    @Test
    void wronglySignedRegionNamesBothRegions() {
        aws.answer(
                400,
                "<Error><Code>AuthorizationHeaderMalformed</Code><Message>the region 'us-east-1' is wrong; expecting"
                        + " 'eu-west-1'</Message><Region>eu-west-1</Region></Error>",
                Map.of("x-amz-bucket-region", "eu-west-1"));

        assertThatThrownBy(() -> store.read(KEY))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("is in region eu-west-1, but this run works in us-east-1");
    }
}

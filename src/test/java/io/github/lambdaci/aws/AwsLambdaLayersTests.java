package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerRequest;
import io.github.lambdaci.account.LayerSize;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.Releases;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AwsLambdaLayersTests {
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:layer:deps:";
    private static final Sha256 HASH = Sha256.of(new byte[] {1});

    private final ScriptedAws aws = new ScriptedAws();
    private final FakeTime time = new FakeTime();
    private final AwsLambdaLayers layers = new AwsLambdaLayers(aws.clients(), time.patience(Duration.ofMinutes(1)));

    @AfterEach
    void stop() {
        aws.close();
    }

    private static LayerRequest request() {
        return new LayerRequest(
                "deps",
                new StoredArtifact(
                        new ArtifactKey("bucket", "deps.zip"),
                        Optional.of("v1"),
                        10,
                        new ArtifactMetadata(HASH, 20, "1.0", Optional.of(HASH))),
                HASH,
                LambdaRuntime.of("python3.99"),
                Architecture.ARM64,
                SourceVersion.of("1.0"));
    }

    private static String published(Sha256 hash) {
        return "{\"LayerVersionArn\": \"" + ARN + "3\", \"Content\": {\"CodeSha256\": \"" + hash.base64() + "\"}}";
    }

    @Test
    void versionIsPublishedFromTheExactObject() {
        aws.answer(201, published(HASH));

        assertThat(layers.publish(request())).hasToString(ARN + "3");
        assertThat(aws.requests().get(0).body())
                .contains("\"S3ObjectVersion\":\"v1\"")
                .contains("\"CompatibleRuntimes\":[\"python3.99\"]", "\"CompatibleArchitectures\":[\"arm64\"]")
                .contains("\"Description\":\"1.0 lambda-ci:" + HASH + "\"");
    }

    @Test
    void otherPackagesThanOursAreRefused() {
        aws.answer(201, published(Sha256.of(new byte[] {2})));

        assertThatThrownBy(() -> layers.publish(request()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(ARN + "3");
    }

    @Test
    void versionWhoseAnswerWasLostIsNotPublishedAgain() {
        aws.refuse(500, "ServiceException", "internal error")
                .answer(200, found(4))
                .answer(200, published(HASH));

        assertThat(layers.publish(request())).hasToString(ARN + "4");
        assertThat(aws.calls()).extracting(call -> call.replaceFirst(" .*", "")).containsExactly("POST", "GET", "GET");
    }

    @Test
    void versionWithOtherBytesIsNotTakenForTheOneWhoseAnswerWasLost() {
        aws.refuse(500, "ServiceException", "internal error")
                .answer(200, found(2))
                .answer(200, published(Sha256.of(new byte[] {2})))
                .answer(201, published(HASH));

        assertThat(layers.publish(request())).hasToString(ARN + "3");
    }

    private static String found(int version) {
        return "{\"LayerVersions\": [{\"Version\": " + version + ", \"LayerVersionArn\": \"" + ARN + version
                + "\", \"Description\": \"x lambda-ci:" + HASH + "\"}]}";
    }

    @Test
    void publishingThatWasThrottledIsTriedAgainAtOnce() {
        aws.refuse(429, "TooManyRequestsException", "Rate exceeded").answer(201, published(HASH));

        assertThat(layers.publish(request())).hasToString(ARN + "3");
        assertThat(aws.calls()).hasSize(2);
    }

    @Test
    void versionThatWasNotPublishedIsPublishedAgain() {
        aws.refuse(500, "ServiceException", "internal error")
                .answer(200, "{\"LayerVersions\": []}")
                .answer(201, published(HASH));

        assertThat(layers.publish(request())).hasToString(ARN + "3");
        assertThat(time.sleeps()).hasSize(1);
    }

    @Test
    void publishingFailsWithWhatFailedFirst() {
        aws.refuse(500, "ServiceException", "internal error").refuse(403, "AccessDeniedException", "no");

        assertThatThrownBy(() -> layers.publish(request()))
                .isInstanceOf(AwsException.class)
                .hasMessage("publishing layer 'deps' failed: internal error (ServiceException)");
    }

    @Test
    void publishingIsNotTriedForEver() {
        for (int attempt = 0; attempt < 3; attempt++) {
            aws.refuse(503, "ServiceUnavailableException", "not now").answer(200, "{\"LayerVersions\": []}");
        }

        assertThatThrownBy(() -> layers.publish(request())).hasMessageContaining("not now");
        assertThat(aws.calls()).hasSize(6);
    }

    @Test
    void olderPagesAreAskedForOnlyUntilTheVersionIsFound() {
        String other = "{\"Version\": 9, \"LayerVersionArn\": \"" + ARN + "9\", \"Description\": \"by hand\"}";
        String own = "{\"Version\": 8, \"LayerVersionArn\": \"" + ARN + "8\", \"Description\": \"x lambda-ci:" + HASH
                + "\"}";
        aws.answer(200, "{\"LayerVersions\": [" + other + "], \"NextMarker\": \"m1\"}")
                .answer(200, "{\"LayerVersions\": [" + own + "], \"NextMarker\": \"m2\"}");

        assertThat(layers.find("deps", HASH)).map(Object::toString).hasValue(ARN + "8");
        assertThat(aws.calls()).hasSize(2).last().asString().contains("Marker=m1");
    }

    private static FunctionVersion function(LayerVersionArn layer) {
        return Releases.version("$LATEST", "code", "settings", layer);
    }

    private static String settings(LayerVersionArn layer) {
        return "{\"FunctionName\": \"orders\", \"Layers\": [{\"Arn\": \"" + layer + "\", \"CodeSize\": 1234}]}";
    }

    @Test
    void whoMayNotReadALayerIsToldTheSizeOfItsZip() {
        LayerVersionArn layer = LayerVersionArn.of(ARN + "3");
        aws.refuse(403, "AccessDeniedException", "not authorized to perform: lambda:GetLayerVersion")
                .answer(200, settings(layer));

        assertThat(layers.size(function(layer), layer)).isEqualTo(LayerSize.zipped(1234));
        assertThat(aws.calls().get(0)).contains("find=LayerVersion");
    }

    @Test
    void layerThatCannotBeDownloadedInPartsHasTheSizeOfItsZip() {
        LayerVersionArn layer = LayerVersionArn.of(ARN + "3");
        String content = "{\"Content\": {\"CodeSize\": 1234, \"Location\": \"" + aws.endpoint() + "/zip?signed\"}}";
        aws.answer(200, content).answer(200, "the whole zip").answer(200, settings(layer));
        aws.answer(200, content).answer(403, "expired").answer(200, settings(layer));
        aws.answer(200, content).answer(206, "too short").answer(200, settings(layer));
        aws.answer(200, content)
                .answer(206, "no zip, but long enough".repeat(100))
                .answer(200, settings(layer));
        aws.answer(200, "{}").answer(200, settings(layer));

        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(layers.size(function(layer), layer)).isEqualTo(LayerSize.zipped(1234));
        }
        assertThat(aws.requests().get(1).headers())
                .containsEntry("range", "bytes=0-1233")
                .doesNotContainKey("authorization");
    }

    @Test
    void otherFailuresOfAskingForASizeAreFailures() {
        LayerVersionArn layer = LayerVersionArn.of(ARN + "3");
        aws.refuse(403, "AccessDeniedException", "no").refuse(403, "AccessDeniedException", "no");

        assertThatThrownBy(() -> layers.size(function(layer), layer)).isInstanceOf(AwsException.class);
    }
}

package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.testing.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTests {
    private static final LayerVersionArn LAYER = Releases.layer("orders-deps", 6);
    private static final FunctionVersion VERSION = Releases.version("42", "the code", "settings");

    @TempDir
    Path folder;

    private final ScriptedAws aws = new ScriptedAws();
    private final AwsLambdaLayers layers = new AwsLambdaLayers(aws.clients(), Duration.ofSeconds(20));
    private final AwsLambdaFunctions functions = new AwsLambdaFunctions(aws.clients(), Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        aws.close();
    }

    private Path target() {
        return folder.resolve("content.zip");
    }

    private String layer(String location, String content) {
        return "{\"Content\": {\"Location\": \"" + location + "\", \"CodeSha256\": \""
                + hash(content).base64() + "\"}}";
    }

    private static Sha256 hash(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    }

    private String secretAddress() {
        return aws.endpoint() + "/content?X-Amz-Signature=secret";
    }

    @Test
    void codeOfAVersionIsTakenFromWhereLambdaSays() throws IOException {
        aws.answer(200, "{\"Code\": {\"Location\": \"" + secretAddress() + "\"}}")
                .answer(200, "the code");

        functions.download(VERSION, target());

        assertThat(Files.readString(target())).isEqualTo("the code");
        assertThat(aws.calls())
                .containsExactly(
                        "GET /2015-03-31/functions/orders?Qualifier=42", "GET /content?X-Amz-Signature=secret");
        assertThat(aws.requests().get(1).headers()).doesNotContainKey("authorization");
    }

    @Test
    void otherBytesThanLambdaSaysAreRefused() {
        aws.answer(200, layer(secretAddress(), "the layer")).answer(200, "something else");

        assertThatThrownBy(() -> layers.download(LAYER, target()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("orders-deps:6")
                .hasMessageContaining("not what Lambda says");
    }

    @Test
    void refusedDownloadDoesNotTellTheAddress() {
        aws.answer(200, layer(secretAddress(), "the layer")).answer(403, "<Error/>");

        assertThatThrownBy(() -> layers.download(LAYER, target()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("403")
                .hasMessageNotContaining("secret");
    }

    @Test
    void addressThatIsNoneIsSaidToBeMissing() {
        aws.answer(200, layer("s3://", "the layer"));

        assertThatThrownBy(() -> layers.download(LAYER, target()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("does not say where it is");
    }

    @Test
    void missingRightIsNamed() {
        aws.refuse(403, "AccessDeniedException", "User: arn:aws:iam::1:user/a is not authorized");

        assertThatThrownBy(() -> functions.download(VERSION, target()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("lambda:GetFunction");
    }
}

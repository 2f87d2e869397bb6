package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

final class SandboxServerTests {
    private static final FunctionSeed SEED = new FunctionSeed("orders", "python3.12", "arm64", "app.handler", "latest");
    private static final SandboxSettings AT_ONCE = SandboxSettings.defaults().withDelay(Duration.ZERO);

    @TempDir
    private Path directory;

    @Test
    void provisionedFunctionIsAsInfrastructureLeavesIt() {
        try (SandboxFixture sandbox = new SandboxFixture(directory, AT_ONCE)) {
            sandbox.server().provisionFunction(SEED);

            FunctionConfiguration live = sandbox.lambda()
                    .getFunction(request -> request.functionName("orders").qualifier("latest"))
                    .configuration();
            assertThat(live.version()).isEqualTo("1");
            assertThat(live.architecturesAsStrings()).containsExactly("arm64");
            assertThat(live.role()).startsWith("arn:aws:iam::123456789012:role/");
            assertThat(sandbox.lambda()
                            .invoke(request -> request.functionName("orders").qualifier("latest"))
                            .payload()
                            .asUtf8String())
                    .contains("not deployed yet");
        }
    }

    @Test
    void provisioningAgainChangesNothing() {
        try (SandboxFixture sandbox = new SandboxFixture(directory, AT_ONCE)) {
            sandbox.server().provisionFunction(SEED);
            sandbox.server().provisionBucket("artifacts");
            sandbox.lambda()
                    .deleteAlias(request -> request.functionName("orders").name("latest"));
            String revision = sandbox.lambda()
                    .getFunctionConfiguration(request -> request.functionName("orders"))
                    .revisionId();
            sandbox.s3().putObject(request -> request.bucket("artifacts").key("k"), RequestBody.fromString("x"));

            sandbox.server().provisionFunction(SEED);
            sandbox.server().provisionBucket("artifacts");

            assertThat(sandbox.lambda()
                            .listAliases(request -> request.functionName("orders"))
                            .aliases())
                    .extracting(AliasConfiguration::name)
                    .isEmpty();
            assertThat(sandbox.lambda()
                            .getFunctionConfiguration(request -> request.functionName("orders"))
                            .revisionId())
                    .isEqualTo(revision);
            assertThat(sandbox.s3()
                            .listObjectsV2(request -> request.bucket("artifacts"))
                            .contents())
                    .hasSize(1);
        }
    }

    @Test
    void usedPortIsToldWithARemedy() {
        try (SandboxFixture sandbox = new SandboxFixture(directory, AT_ONCE)) {
            int port = sandbox.server().endpoint().getPort();

            assertThatThrownBy(() -> SandboxServer.start(directory, port, AT_ONCE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1 port " + port)
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void directoryOfSomethingElseIsLeftAlone() throws IOException {
        Files.writeString(directory.resolve("precious.txt"), "x");

        assertThatThrownBy(() -> SandboxServer.start(directory, 0, AT_ONCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it holds something else already, for example precious.txt");
    }

    @Test
    void directoryThatCannotBeMadeIsTold() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThatThrownBy(() -> SandboxServer.start(file.resolve("state"), 0, AT_ONCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot use " + file.resolve("state"));
    }

    @Test
    void damagedStateIsTold() throws IOException {
        Files.writeString(directory.resolve("sandbox.json"), "{half");

        assertThatThrownBy(() -> SandboxServer.start(directory, 0, AT_ONCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sandbox.json is not readable")
                .hasMessageContaining("delete it");
    }

    @Test
    void otherServicesAreRefusedByName() {
        try (SandboxFixture sandbox = new SandboxFixture(directory, AT_ONCE)) {
            var answer = sandbox.send(
                    "POST",
                    "/",
                    new byte[0],
                    "X-Amz-Target",
                    "DynamoDB_20120810.ListTables",
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=k/20261101/us-east-1/dynamodb/aws4_request, Signature=0");

            assertThat(answer.statusCode()).isEqualTo(501);
            assertThat(answer.body()).contains("NotImplemented", "dynamodb", "ListTables");
        }
    }

    @Test
    void callerIsTheSandboxsAccount() {
        try (SandboxFixture sandbox = new SandboxFixture(directory, AT_ONCE)) {
            var answer = sandbox.send(
                    "POST",
                    "/",
                    "Action=GetCallerIdentity&Version=2011-06-15".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    "Content-Type",
                    "application/x-www-form-urlencoded");

            assertThat(answer.body()).contains("<Account>123456789012</Account>");
        }
    }
}

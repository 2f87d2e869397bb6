package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

/** A function in a sandbox whose clock stands still, so that updates settle when a test says so. */
abstract class SettlingFunctionFixture {
    static final String FUNCTION = "orders";
    static final SdkBytes ONE = SandboxFixture.zip(Map.of("app.py", "ONE = 1"));
    static final SdkBytes TWO = SandboxFixture.zip(Map.of("app.py", "TWO = 2"));

    @TempDir
    Path directory;

    final SettableClock clock = new SettableClock();
    SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxFixture(
                directory, SandboxSettings.defaults().withClock(clock).withDelay(Duration.ofMinutes(1)));
        sandbox.createFunction(FUNCTION, "python3.12", "app.handler", ONE);
        settle();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    final void settle() {
        clock.advance(Duration.ofMinutes(1));
    }

    final FunctionConfiguration configuration() {
        return sandbox.lambda()
                .getFunction(request -> request.functionName(FUNCTION))
                .configuration();
    }

    final void updateCode(SdkBytes zip) {
        var unused = sandbox.lambda()
                .updateFunctionCode(request -> request.functionName(FUNCTION).zipFile(zip));
    }

    final PublishVersionResponse publish() {
        return sandbox.lambda().publishVersion(request -> request.functionName(FUNCTION));
    }

    final void failNext(String what) {
        assertThat(sandbox.send(
                                "POST",
                                "/_sandbox/fail-next-" + what,
                                ("{\"function\":\"" + FUNCTION + "\",\"reason\":\"no room\","
                                                + "\"reasonCode\":\"InsufficientRolePermissions\"}")
                                        .getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(204);
    }

    static String sha256(SdkBytes zip) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(zip.asByteArray()));
    }
}

package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Functions that fail, which needs python3 and node on the path. */
final class LambdaFunctionErrorTests {
    private static final String FUNCTION = "orders";

    @TempDir
    private Path directory;

    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults().withDelay(Duration.ZERO));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void python(String source) {
        sandbox.createFunction(FUNCTION, "python3.12", "app.handler", SandboxFixture.zip(Map.of("app.py", source)));
    }

    private void node(Map<String, String> files, String handler) {
        sandbox.createFunction(FUNCTION, "nodejs22.x", handler, SandboxFixture.zip(files));
    }

    private InvokeResponse invoke(String payload) {
        return sandbox.lambda()
                .invoke(request ->
                        request.functionName(FUNCTION).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String(payload)));
    }

    private static String log(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    @Test
    void exceptionOfAFunctionIsToldAsLambdaDoes() {
        python("def handler(event, context):\n    raise ValueError('no such order')\n");

        InvokeResponse answer = invoke("{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String())
                .contains("\"errorMessage\": \"no such order\"", "\"errorType\": \"ValueError\"", "line 2, in handler");
        assertThat(log(answer)).contains("[ERROR] ValueError: no such order");
    }

    @Test
    void errorOfANodeFunctionIsToldAsLambdaDoes() {
        node(Map.of("index.js", "exports.handler = async () => { throw new TypeError('bad') };"), "index.handler");

        InvokeResponse answer = invoke("{}");

        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String())
                .contains("\"errorType\":\"TypeError\"", "\"errorMessage\":\"bad\"", "\"trace\":[\"TypeError: bad\"");
    }

    @Test
    void missingModuleAndHandlerAreTold() {
        python("import nothing_like_this\n");
        assertThat(invoke("{}").payload().asUtf8String())
                .contains("Runtime.ImportModuleError", "No module named 'nothing_like_this'");

        sandbox.lambda()
                .updateFunctionCode(request ->
                        request.functionName(FUNCTION).zipFile(SandboxFixture.zip(Map.of("app.py", "x = 1"))));
        assertThat(invoke("{}").payload().asUtf8String())
                .contains("Runtime.HandlerNotFound", "Handler 'handler' missing on module 'app'");
    }

    @Test
    void functionThatTakesTooLongIsStopped() {
        python("import time\ndef handler(event, context):\n    print('begun')\n    time.sleep(60)\n");
        sandbox.lambda()
                .updateFunctionConfiguration(
                        request -> request.functionName(FUNCTION).timeout(1));

        InvokeResponse answer = invoke("{}");

        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String()).contains("Task timed out after 1.00 seconds");
        assertThat(log(answer)).contains("begun\n");
    }

    @Test
    void functionThatExitsIsTold() {
        python("import os\ndef handler(event, context):\n    os._exit(3)\n");

        assertThat(invoke("{}").payload().asUtf8String())
                .contains("Runtime.ExitError", "Runtime exited with error: exit status 3");
    }
}

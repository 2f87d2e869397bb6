package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Functions that bring a program which asks the runtime API for events; here it is one of a few lines of Python. */
final class CustomRuntimeTests {
    private static final String RUNTIME = """
            #!/usr/bin/env python3
            import json, os, urllib.request
            api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"
            def post(path, value):
                urllib.request.urlopen(urllib.request.Request(api + path, json.dumps(value).encode())).read()
            while True:
                with urllib.request.urlopen(api + "invocation/next") as next:
                    own = "invocation/" + next.headers["Lambda-Runtime-Aws-Request-Id"]
                    event = json.load(next)
                    arn = next.headers["Lambda-Runtime-Invoked-Function-Arn"]
                print("printed", flush=True)
                %s
            """;

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

    private InvokeResponse invoke(Map<String, String> files) {
        sandbox.createFunction("orders", "provided.al2023", "main", SandboxFixture.zip(files));
        return sandbox.lambda()
                .invoke(request -> request.functionName("orders")
                        .logType(LogType.TAIL)
                        .payload(SdkBytes.fromUtf8String("{\"n\":1}")));
    }

    private static String log(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    @Test
    void theProgramGetsTheEventAndAnswers() {
        InvokeResponse answer = invoke(
                Map.of(
                        "bootstrap*",
                        RUNTIME.formatted(
                                "post(own + '/response', [event['n'], arn, os.environ['_HANDLER'], os.getcwd() == os.environ['LAMBDA_TASK_ROOT']])")));

        assertThat(answer.functionError()).isNull();
        assertThat(answer.payload().asUtf8String())
                .isEqualTo("[1, \"arn:aws:lambda:us-east-1:123456789012:function:orders\", \"main\", true]");
        assertThat(log(answer)).contains("printed\n", "REPORT RequestId: ");
    }

    @Test
    void whatItReportsIsTheFunctionsError() {
        InvokeResponse answer =
                invoke(Map.of("bootstrap*", RUNTIME.formatted("post(own + '/error', {'errorType': 'Broken'})")));

        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String()).isEqualTo("{\"errorType\": \"Broken\"}");
    }

    @Test
    void aProgramThatEndsIsAnError() {
        InvokeResponse answer = invoke(Map.of("bootstrap*", "#!/bin/sh\necho gone\nexit 3\n"));

        assertThat(answer.payload().asUtf8String()).contains("Runtime.ExitError", "exit status 3");
        assertThat(log(answer)).contains("gone\n");
    }

    @Test
    void aProgramThatCannotBeStartedIsAnError() {
        assertThat(invoke(Map.of("bootstrap*", "#!/no/such/interpreter\n"))
                        .payload()
                        .asUtf8String())
                .contains("Runtime.InvalidEntrypoint");
    }

    @Test
    void codeWithoutAProgramIsAnError() {
        assertThat(invoke(Map.of("bootstrap", "#!/bin/sh\n")).payload().asUtf8String())
                .contains("Couldn't find valid bootstrap(s)");
    }

    @Test
    void runtimesThatThisMachineCannotStandInForAreRefused() {
        sandbox.createFunction("orders", "java21", "example.Handler", SandboxFixture.zip(Map.of("a", "")));

        assertThatThrownBy(() -> sandbox.lambda().invoke(request -> request.functionName("orders")))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("Invoke for the runtime java21");
    }
}

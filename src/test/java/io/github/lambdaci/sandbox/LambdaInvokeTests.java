package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Runs real functions: the machine needs python3 and node on its path, as every machine of this project has. */
final class LambdaInvokeTests {
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

    private void layer(Map<String, String> files) {
        String arn = sandbox.lambda()
                .publishLayerVersion(request ->
                        request.layerName("deps").content(content -> content.zipFile(SandboxFixture.zip(files))))
                .layerVersionArn();
        var unused = sandbox.lambda()
                .updateFunctionConfiguration(
                        request -> request.functionName(FUNCTION).layers(arn));
    }

    private InvokeResponse invoke(String payload) {
        return sandbox.lambda()
                .invoke(request ->
                        request.functionName(FUNCTION).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String(payload)));
    }

    private static String log(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    private List<FilteredLogEvent> awaitEvents() {
        Instant deadline = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(deadline)) {
            List<FilteredLogEvent> events = logged();
            if (events.stream().anyMatch(event -> event.message().startsWith("REPORT"))) {
                return events;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the function was not run within 30 seconds");
    }

    private List<FilteredLogEvent> logged() {
        try {
            return sandbox.logs()
                    .filterLogEvents(request -> request.logGroupName("/aws/lambda/orders"))
                    .events();
        } catch (ResourceNotFoundException notYet) {
            return List.of();
        }
    }

    @Test
    void pythonHandlerRunsWithItsLayerEnvironmentAndContext() {
        python("""
                import os, dep, other
                def handler(event, context):
                    print("printed", event["name"])
                    return {"dep": dep.X, "other": other.Y, "name": context.function_name, "version": context.function_version,
                            "arn": context.invoked_function_arn, "id": len(context.aws_request_id),
                            "left": context.get_remaining_time_in_millis() > 1000, "root": os.getcwd() == os.environ["LAMBDA_TASK_ROOT"]}
                """);
        layer(Map.of("python/dep.py", "X = 7", "python/lib/python3.12/site-packages/other.py", "Y = 8"));

        InvokeResponse answer = invoke("{\"name\":\"ünï\"}");

        assertThat(answer.functionError()).isNull();
        assertThat(answer.executedVersion()).isEqualTo("$LATEST");
        assertThat(answer.payload().asUtf8String())
                .isEqualTo("{\"dep\": 7, \"other\": 8, \"name\": \"orders\", \"version\": \"$LATEST\","
                        + " \"arn\": \"arn:aws:lambda:us-east-1:123456789012:function:orders\", \"id\": 36,"
                        + " \"left\": true, \"root\": true}");
        assertThat(log(answer)).contains("START RequestId: ", "printed ünï\n", "END RequestId: ", "REPORT RequestId: ");
    }

    @Test
    void nodeModuleRunsWithPackagesOfALayer() {
        node(Map.of("src/index.mjs", """
                        import dep from 'dep';
                        import { createRequire } from 'node:module';
                        const old = createRequire(import.meta.url)('old');
                        export const handler = async (event, context) => {
                          console.log('printed');
                          return { dep, old, n: event.n + 1, version: context.functionVersion };
                        };
                        """), "src/index.handler");
        layer(Map.of(
                "nodejs/node_modules/dep/package.json",
                "{\"name\":\"dep\",\"type\":\"module\",\"exports\":\"./index.js\"}",
                "nodejs/node_modules/dep/index.js",
                "export default 'from the layer';",
                "nodejs/node22/node_modules/old/index.js",
                "module.exports = 'versioned folder';"));

        InvokeResponse answer = invoke("{\"n\":41}");

        assertThat(answer.payload().asUtf8String())
                .isEqualTo(
                        "{\"dep\":\"from the layer\",\"old\":\"versioned folder\",\"n\":42,\"version\":\"$LATEST\"}");
        assertThat(log(answer)).contains("\tINFO\tprinted\n");
    }

    @Test
    void commonJsHandlerMayUseACallback() {
        node(
                Map.of(
                        "index.js",
                        "exports.handler = (event, context, callback) =>"
                                + " setTimeout(() => callback(null, require('dep').x), 5);"),
                "index.handler");
        layer(Map.of("nodejs/node_modules/dep/index.js", "exports.x = 9;"));

        assertThat(invoke("{}").payload().asUtf8String()).isEqualTo("9");
    }

    @Test
    void packageThatDeclaresModulesIsImported() {
        node(
                Map.of(
                        "package.json",
                        "{\"type\":\"module\"}",
                        "index.js",
                        "export const handler = async () => 'module';"),
                "index.handler");

        assertThat(invoke("{}").payload().asUtf8String()).isEqualTo("\"module\"");
    }

    @Test
    void packagesOfThisMachineAreNotThoseOfLambda() {
        python("import pip\ndef handler(event, context):\n    return 'found'\n");

        assertThat(invoke("{}").payload().asUtf8String()).contains("No module named 'pip'");
    }

    @Test
    void symbolicLinksAndModesAreKept() {
        sandbox.createFunction(
                FUNCTION,
                "python3.12",
                "app.handler",
                SandboxFixture.zip(Map.of("app.py", """
                        import os, linked
                        def handler(event, context):
                            return [linked.X, os.path.islink('linked.py'), oct(os.stat('app.py').st_mode)]
                        """, "real/code.py", "X = 5", "linked.py->", "real/code.py")));

        assertThat(invoke("{}").payload().asUtf8String()).isEqualTo("[5, true, \"0o100644\"]");
    }

    @Test
    void aliasWithWeightsRunsBothVersions() {
        python("def handler(event, context):\n    return 1\n");
        sandbox.lambda().publishVersion(request -> request.functionName(FUNCTION));
        sandbox.lambda()
                .updateFunctionCode(request -> request.functionName(FUNCTION)
                        .zipFile(SandboxFixture.zip(Map.of("app.py", "def handler(event, context):\n    return 2\n"))));
        sandbox.lambda().publishVersion(request -> request.functionName(FUNCTION));
        sandbox.lambda()
                .createAlias(request -> request.functionName(FUNCTION)
                        .name("live")
                        .functionVersion("1")
                        .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 1.0))));

        InvokeResponse answer = sandbox.lambda()
                .invoke(request -> request.functionName(FUNCTION).qualifier("live"));

        assertThat(answer.executedVersion()).isEqualTo("2");
        assertThat(answer.payload().asUtf8String()).isEqualTo("2");
        assertThat(sandbox.lambda()
                        .invoke(request -> request.functionName(FUNCTION).qualifier("1"))
                        .payload()
                        .asUtf8String())
                .isEqualTo("1");
    }

    @Test
    void dryRunAndBadPayloadRunNothing() {
        python("def handler(event, context):\n    return 1\n");

        InvokeResponse dry = sandbox.lambda()
                .invoke(request -> request.functionName(FUNCTION).invocationType(InvocationType.DRY_RUN));

        assertThat(dry.statusCode()).isEqualTo(204);
        assertThatThrownBy(() -> invoke("{not json")).isInstanceOf(InvalidRequestContentException.class);
        assertThatThrownBy(() -> sandbox.logs().filterLogEvents(request -> request.logGroupName("/aws/lambda/orders")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void eventIsRunInTheBackgroundAndLogged() {
        python("def handler(event, context):\n    print('got', event['n'])\n");

        InvokeResponse accepted = sandbox.lambda()
                .invoke(request -> request.functionName(FUNCTION)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("{\"n\":1}")));

        assertThat(accepted.statusCode()).isEqualTo(202);
        List<FilteredLogEvent> events = awaitEvents();
        assertThat(events).extracting(FilteredLogEvent::message).contains("got 1\n");
        assertThat(events.get(0).logStreamName()).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST][0-9a-f]{32}");
    }

    @Test
    void acceptedEventsAreFinishedForWhoCannotStay() {
        python("import time\ndef handler(event, context):\n    time.sleep(0.3)\n    print('done')\n");
        sandbox.lambda()
                .invoke(request -> request.functionName(FUNCTION)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("{}")));

        sandbox.server().finishEvents();

        assertThat(sandbox.logs()
                        .filterLogEvents(request ->
                                request.logGroupName("/aws/lambda/orders").filterPattern("done"))
                        .events())
                .hasSize(1);
    }
}

package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;

/** An alias with two versions, and an application with a deployment group that watches an alarm and rolls back. */
abstract class CodeDeployFixture extends SettlingFunctionFixture {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String CANARY = "CodeDeployDefault.LambdaCanary10Percent5Minutes";
    // The sandbox's minute is a second; it begins, and is done, a twentieth of that later.
    static final Duration PAUSE = Duration.ofMillis(50);
    static final Duration MINUTE = Duration.ofSeconds(1);

    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=k/20261101/us-east-1/codedeploy/aws4_request, Signature=0";
    private static final String GROUP = """
            {"applicationName": "shop", "deploymentGroupName": "orders", "serviceRoleArn": "arn:aws:iam::123456789012:role/x",
             "deploymentConfigName": "%s",
             "deploymentStyle": {"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"},
             "alarmConfiguration": {"enabled": true, "alarms": [{"name": "errors"}]},
             "autoRollbackConfiguration": {"enabled": %s, "events": ["DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_FAILURE"]}}
            """;

    @BeforeEach
    void makeVersionsAliasAndAlarm() {
        for (SdkBytes zip : new SdkBytes[] {TWO, ONE}) {
            updateCode(zip);
            settle();
            publish();
            settle();
        }
        sandbox.lambda()
                .createAlias(
                        request -> request.functionName(FUNCTION).name("live").functionVersion("1"));
        sandbox.cloudWatch()
                .putMetricAlarm(request -> request.alarmName("errors")
                        .metricName("Errors")
                        .evaluationPeriods(1)
                        .comparisonOperator("GreaterThanThreshold"));
        JsonNode unused = call("CreateApplication", "{\"applicationName\": \"shop\", \"computePlatform\": \"Lambda\"}");
    }

    final void group(String config, boolean rollsBack) {
        JsonNode unused = call("CreateDeploymentGroup", GROUP.formatted(config, rollsBack));
    }

    private HttpResponse<String> send(String operation, String body) {
        return sandbox.send(
                "POST",
                "/",
                body.getBytes(StandardCharsets.UTF_8),
                "X-Amz-Target",
                "CodeDeploy_20141006." + operation,
                "Authorization",
                SIGNED);
    }

    final JsonNode call(String operation, String body) {
        HttpResponse<String> answer = send(operation, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return tree(answer.body());
    }

    final void assertRefused(String operation, String body, String code) {
        HttpResponse<String> answer = send(operation, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(tree(answer.body()).path("__type").asText()).isEqualTo(code);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    static String appSpec(String from, String to) {
        return """
                {"version": "0.0", "Resources": [{"it": {"Type": "AWS::Lambda::Function", "Properties":
                 {"Name": "orders", "Alias": "live", "CurrentVersion": "%s", "TargetVersion": "%s"}}}]}
                """.formatted(from, to);
    }

    static String request(String appSpec) {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(appSpec.getBytes(StandardCharsets.UTF_8)));
            return JSON.writeValueAsString(Map.of(
                    "applicationName", "shop",
                    "deploymentGroupName", "orders",
                    "revision",
                            Map.of(
                                    "revisionType",
                                    "AppSpecContent",
                                    "appSpecContent",
                                    Map.of("content", appSpec, "sha256", sha256))));
        } catch (java.security.NoSuchAlgorithmException | JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    final String deploy(String from, String to) {
        return call("CreateDeployment", request(appSpec(from, to)))
                .path("deploymentId")
                .asText();
    }

    static String named(String id) {
        return "{\"deploymentId\": \"" + id + "\"}";
    }

    final JsonNode deployment(String id) {
        return call("GetDeployment", named(id)).path("deploymentInfo");
    }

    final String status(String id) {
        return deployment(id).path("status").asText();
    }

    final JsonNode target(String id) {
        return call("BatchGetDeploymentTargets", "{\"deploymentId\": \"" + id + "\", \"targetIds\": [\"orders:live\"]}")
                .path("deploymentTargets")
                .path(0)
                .path("lambdaTarget");
    }

    final String rollbackOf(String id) {
        return deployment(id).path("rollbackInfo").path("rollbackDeploymentId").asText();
    }

    private GetAliasResponse alias() {
        return sandbox.lambda()
                .getAlias(request -> request.functionName(FUNCTION).name("live"));
    }

    /** The alias as its version and the weights beside it, for example {@code 1 {2=0.1}}. */
    final String traffic() {
        GetAliasResponse alias = alias();
        return alias.functionVersion() + " "
                + (alias.routingConfig() == null
                        ? "{}"
                        : alias.routingConfig().additionalVersionWeights().toString());
    }

    final void alarm(String state) {
        sandbox.cloudWatch()
                .setAlarmState(
                        request -> request.alarmName("errors").stateValue(state).stateReason("a test says so"));
    }
}

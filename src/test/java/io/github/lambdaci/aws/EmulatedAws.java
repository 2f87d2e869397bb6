package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.account.ArtifactListing;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.Deployments;
import io.github.lambdaci.account.FunctionHealth;
import io.github.lambdaci.account.FunctionLogs;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaInvocations;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LambdaUsage;
import io.github.lambdaci.account.LambdaVersions;
import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.testing.Gap;
import io.github.lambdaci.testing.RecordingLog;
import io.github.lambdaci.testing.TestAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The real adapters in front of an emulator. */
final class EmulatedAws implements TestAws {
    // Measured with moto 5.2.1; the strict emulator is made to have no others.
    static final Set<Gap> GAPS_OF_MOTO = EnumSet.allOf(Gap.class);
    static final Set<Gap> GAPS_OF_STRICT_EMULATOR = EnumSet.of(
            Gap.CHECKSUMS,
            Gap.LAYER_DOWNLOADS,
            Gap.CODE_DOWNLOADS,
            Gap.CONDITIONS_AT_ONCE,
            Gap.CONDITIONAL_DELETES,
            Gap.CLOUDWATCH,
            Gap.DEPLOYMENTS);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "arn:aws:iam::123456789012:role/lambda-ci-test";

    private final AwsClients clients;
    private final Set<Gap> gaps;
    private final String bucket = "artifacts-" + UUID.randomUUID();
    private final RecordingLog log = new RecordingLog();

    EmulatedAws(URI endpoint, Set<Gap> gaps) {
        this.clients = new AwsClients(AwsSettings.sandbox(endpoint, "0-test"));
        this.gaps = gaps;
        clients.s3().createBucket(request -> request.bucket(bucket));
        clients.s3()
                .putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        createRole(endpoint);
    }

    AwsClients clients() {
        return clients;
    }

    RecordingLog log() {
        return log;
    }

    @Override
    public ArtifactStore store() {
        return new S3ArtifactStore(clients, log);
    }

    @Override
    public LeaseStore leases() {
        return new S3LeaseStore(clients);
    }

    @Override
    public LambdaFunctions functions() {
        return new AwsLambdaFunctions(clients, Duration.ofSeconds(20));
    }

    @Override
    public LambdaAliases aliases() {
        return new AwsLambdaAliases(clients, Duration.ofSeconds(20));
    }

    @Override
    public LambdaVersions versions() {
        return new AwsLambdaVersions(clients);
    }

    @Override
    public LambdaInvocations invocations() {
        return new AwsLambdaInvocations(clients);
    }

    @Override
    public LambdaLayers layers() {
        return new AwsLambdaLayers(clients, Duration.ofSeconds(20));
    }

    @Override
    public FunctionLogs logs() {
        return new CloudWatchFunctionLogs(clients);
    }

    @Override
    public FunctionHealth health() {
        return new CloudWatchHealth(clients);
    }

    @Override
    public Deployments deployments() {
        return new CodeDeployments(clients);
    }

    @Override
    public ArtifactListing listing() {
        return new S3ArtifactListing(clients);
    }

    @Override
    public LambdaUsage usage() {
        return new AwsLambdaUsage(clients);
    }

    @Override
    public ArtifactKey key(String name) {
        return new ArtifactKey(bucket, name);
    }

    @Override
    public String createFunction(String name) {
        clients.lambda()
                .createFunction(request -> request.functionName(name)
                        .runtime("python3.12")
                        .handler("handler.handle")
                        .role(ROLE)
                        .environment(environment -> environment.variables(Map.of("PASSWORD", "secret")))
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(placeholder()))));
        return name;
    }

    @Override
    public void changeSettings(String function) {
        LambdaClient lambda = clients.lambda();
        functions().latest(function);
        lambda.updateFunctionConfiguration(
                request -> request.functionName(function).timeout(77));
    }

    @Override
    public void shareTraffic(String function, String alias, String version) {
        clients.lambda()
                .updateAlias(request -> request.functionName(function)
                        .name(alias)
                        .routingConfig(routing -> routing.additionalVersionWeights(Map.of(version, 0.1))));
    }

    @Override
    public void writeLog(FunctionVersion version, Instant time, String message) {
        String stream = "2026/11/21/[" + version.version() + "]" + UUID.randomUUID();
        try {
            clients.logs().createLogGroup(request -> request.logGroupName(version.logGroup()));
        } catch (ResourceAlreadyExistsException e) {
            // Made by the line before.
        }
        clients.logs()
                .createLogStream(
                        request -> request.logGroupName(version.logGroup()).logStreamName(stream));
        InputLogEvent event = InputLogEvent.builder()
                .timestamp(time.toEpochMilli())
                .message(message + "\n")
                .build();
        clients.logs()
                .putLogEvents(request -> request.logGroupName(version.logGroup())
                        .logStreamName(stream)
                        .logEvents(event));
    }

    @Override
    public void putAlarm(String name, boolean firing) {
        clients.cloudWatch()
                .putMetricAlarm(request -> request.alarmName(name)
                        .namespace("AWS/Lambda")
                        .metricName("Errors")
                        .statistic(Statistic.SUM)
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(0.5)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
        if (firing) {
            clients.cloudWatch()
                    .setAlarmState(request ->
                            request.alarmName(name).stateValue(StateValue.ALARM).stateReason("a test says so"));
        }
    }

    @Override
    public void callAlias(String function, String alias, int good, int bad) {
        for (int i = 0; i < good + bad; i++) {
            String event = i < good ? "\"ok\"" : "\"fail\"";
            clients.lambda()
                    .invoke(request ->
                            request.functionName(function).qualifier(alias).payload(SdkBytes.fromUtf8String(event)));
        }
    }

    @Override
    public void createDeploymentGroup(String application, String group) {
        codeDeploy(
                "CreateApplication",
                JSON.createObjectNode().put("applicationName", application).put("computePlatform", "Lambda"));
        ObjectNode wanted = JSON.createObjectNode()
                .put("applicationName", application)
                .put("deploymentGroupName", group)
                .put("serviceRoleArn", ROLE)
                .put("deploymentConfigName", "CodeDeployDefault.LambdaLinear10PercentEvery10Minutes");
        wanted.putObject("deploymentStyle")
                .put("deploymentType", "BLUE_GREEN")
                .put("deploymentOption", "WITH_TRAFFIC_CONTROL");
        codeDeploy("CreateDeploymentGroup", wanted);
    }

    private void codeDeploy(String operation, ObjectNode body) {
        JsonNode answer = clients.codeDeploy().post("CodeDeploy_20141006." + operation, body);
        assertThat(answer.isObject()).isTrue();
    }

    @Override
    public Set<Gap> gaps() {
        return gaps;
    }

    private static byte[] placeholder() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("handler.py"));
            zip.write(
                    "def handle(event, context):\n    if event == 'fail': raise ValueError('told to')\n    return event"
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Moto wants the role to exist, and lambda-ci needs no client for IAM. */
    private static void createRole(URI endpoint) {
        String form = "Action=CreateRole&Version=2010-05-08&RoleName=lambda-ci-test&AssumeRolePolicyDocument="
                + URLEncoder.encode("{\"Version\":\"2012-10-17\",\"Statement\":[]}", StandardCharsets.UTF_8);
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            connection.setRequestProperty(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=testing/20261121/us-east-1/iam/aws4_request, SignedHeaders=host,"
                            + " Signature=0");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(form.getBytes(StandardCharsets.UTF_8));
            }
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

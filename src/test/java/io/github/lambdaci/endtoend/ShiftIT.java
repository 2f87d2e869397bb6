package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.sandbox.SandboxServer;
import io.github.lambdaci.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** The packaged program checks versions, moves traffic step by step, and back. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class ShiftIT {
    private static final String FUNCTION = "orders";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private SandboxServer aws;
    private Account account;
    private CloudWatchClient cloudWatch;
    private Program program;

    @BeforeEach
    void shipAFirstRelease() throws IOException {
        aws = SandboxServer.start(temporary.resolve("aws"), 0, SandboxSettings.defaults());
        account = new Account(aws.endpoint());
        account.provision("artifacts", FUNCTION, "python3.13", "app.handler");
        cloudWatch = CloudWatchClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        program = new Program(Files.createDirectory(temporary.resolve("project")), account.environment());
        code("return {'status': 'ok', 'release': 1}");
        assertThat(ship()).extracting(Outcome::exitCode).isEqualTo(0);
        assertThat(traffic()).isEqualTo("2 {}");
    }

    @AfterEach
    void stop() {
        cloudWatch.close();
        account.close();
        aws.close();
    }

    private void code(String body) throws IOException {
        Path source = Files.createDirectories(program.folder().resolve("src"));
        Files.writeString(source.resolve("app.py"), "def handler(event, context):\n    " + body + "\n");
    }

    private static List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--app-s3-bucket", "artifacts", "--function-name", FUNCTION));
        arguments.addAll(List.of("--app-src-path", "src", "--source-version", "1.0", "--builder", "host"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Outcome ship(String... more) {
        return program.run(arguments(more));
    }

    private String traffic() {
        return account.alias(FUNCTION).functionVersion() + " " + account.weights(FUNCTION);
    }

    /** Starts a run that will be shifting for a minute, and waits until a tenth of the traffic has moved. */
    private Process shiftBegun(String... more) throws InterruptedException, IOException {
        code("return {'status': 'ok', 'release': 2}");
        List<String> arguments = arguments(more);
        arguments.addAll(List.of("--shift", "canary:10%,1m"));
        Process run = program.start(arguments);
        while (run.isAlive() && !traffic().equals("2 {3=0.1}")) {
            Thread.onSpinWait();
        }
        assertThat(run.isAlive()).isTrue();
        return run;
    }

    private void putAlarm(StateValue state) {
        cloudWatch.putMetricAlarm(request -> request.alarmName("errors")
                .namespace("AWS/Lambda")
                .metricName("Errors")
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(0.5)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
        cloudWatch.setAlarmState(
                request -> request.alarmName("errors").stateValue(state).stateReason("5 errors in a minute"));
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void versionThatFailsItsCheckTakesNoTraffic() throws Exception {
        code("print('about to fail'); raise ValueError('told to')");

        Outcome failed = ship("--smoke-payload", "{}");

        assertThat(failed.exitCode()).as(failed.toString()).isEqualTo(3);
        assertThat(failed.stdout()).isEmpty();
        assertThat(failed.stderr())
                .contains("ERROR version 3 of 'orders' failed its check: it failed with ValueError: told to")
                .contains("its log ends with:")
                .contains("about to fail")
                .contains("the alias was not moved")
                .contains("live traffic was not touched, alias latest still points to version 2");
        assertThat(traffic()).isEqualTo("2 {}");
        assertThat(account.invoke(FUNCTION)).contains("\"release\": 1");
    }

    @Test
    void unexpectedAnswerIsShownAndTheCureShipped() throws Exception {
        code("return {'status': 'broken', 'release': 2}");
        String[] check = {"--smoke-payload", "{}", "--smoke-expect", "{\"status\": \"ok\"}"};

        Outcome failed = ship(check);

        assertThat(failed.exitCode()).as(failed.toString()).isEqualTo(3);
        assertThat(failed.stderr())
                .contains("expected {\"status\": \"ok\"}")
                .contains("but it answered {\"status\": \"broken\", \"release\": 2}");
        assertThat(traffic()).isEqualTo("2 {}");
        code("return {'status': 'ok', 'release': 2}");
        assertThat(ship(check)).extracting(Outcome::exitCode).isEqualTo(0);
        assertThat(account.invoke(FUNCTION)).contains("\"release\": 2");
    }

    @Test
    void canaryTakesAPartForAWhileAndThenAll() throws Exception {
        putAlarm(StateValue.OK);
        code("return {'status': 'ok', 'release': 2}");

        Outcome shipped = ship("--shift", "linear:40%,1s", "--alarm", "errors", "--smoke-payload", "{}");

        assertThat(shipped.exitCode()).as(shipped.toString()).isZero();
        assertThat(shipped.stdout()).endsWith(":function:orders:3\n");
        assertThat(shipped.stderr())
                .contains("watching alarm errors")
                .contains("alias latest: 40 % of the traffic on version 3, 60 % on version 2, for 1.0 s")
                .contains("alias latest: 80 % of the traffic on version 3, 20 % on version 2, for 1.0 s")
                .contains("alias latest: 2 -> 3");
        assertThat(traffic()).isEqualTo("3 {}");
    }

    @Test
    void alarmDuringTheShiftBringsTheTrafficBack() throws Exception {
        putAlarm(StateValue.OK);
        Process run = shiftBegun("--alarm", "errors");

        putAlarm(StateValue.ALARM);

        Outcome failed = program.outcome(run);
        assertThat(failed.exitCode()).as(failed.toString()).isEqualTo(3);
        assertThat(failed.stderr())
                .contains("ERROR alarm 'errors' (5 errors in a minute) went off while the traffic moved")
                .contains("all traffic of alias latest is on version 2 again");
        assertThat(traffic()).isEqualTo("2 {}");

        Outcome refused = ship("--shift", "canary:10%,1s", "--alarm", "errors");
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
        assertThat(refused.stderr())
                .contains("is firing before any traffic has moved")
                .contains("--ignore-alarms");

        Outcome cured = ship("--shift", "canary:10%,1s", "--alarm", "errors", "--ignore-alarms");
        assertThat(cured.exitCode()).as(cured.toString()).isZero();
        assertThat(traffic()).isEqualTo("3 {}");
    }

    @Test
    void terminationDuringTheShiftBringsTheTrafficBack() throws Exception {
        Process run = shiftBegun();

        signal(run, "TERM");

        Outcome stopped = program.outcome(run);
        assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(130);
        assertThat(stopped.stderr())
                .contains("ERROR interrupted while the traffic of alias 'latest' moved to version 3")
                .contains("all traffic of alias latest is on version 2 again");
        assertThat(traffic()).isEqualTo("2 {}");
    }

    @Test
    void shiftThatIsKilledIsDoneAgainByTheNextRun() throws Exception {
        Process run = shiftBegun();
        signal(run, "KILL");
        assertThat(program.outcome(run).exitCode()).isEqualTo(137);
        assertThat(traffic()).isEqualTo("2 {3=0.1}");

        Outcome shipped = ship("--shift", "canary:20%,1s");

        assertThat(shipped.exitCode()).as(shipped.toString()).isZero();
        assertThat(shipped.stderr())
                .contains("stays at 2 with all traffic (before, 10 % of it on version 3), which a run that did not end"
                        + " has left")
                .contains("alias latest: 20 % of the traffic on version 3");
        assertThat(traffic()).isEqualTo("3 {}");
    }

    @Test
    void versionCanBeLeftToSomebodyElse() throws Exception {
        code("return {'status': 'ok', 'release': 2}");

        Outcome first = ship("--no-shift", "--output", "json");
        Outcome second = ship("--no-shift");

        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(first.stdout()).contains("\"status\": \"waiting\"").contains("\"version\": \"3\"");
        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(second.stdout()).endsWith(":function:orders:3\n");
        assertThat(traffic()).isEqualTo("2 {}");
        assertThat(ship()).extracting(Outcome::exitCode).isEqualTo(0);
        assertThat(traffic()).isEqualTo("3 {}");
    }

    @Test
    void codeDeployMovesTheTraffic() throws Exception {
        makeDeploymentGroup("CodeDeployDefault.LambdaCanary10Percent5Minutes");
        code("return {'status': 'ok', 'release': 2}");

        Outcome shipped = ship("--shift", "codedeploy:shop/orders");

        assertThat(shipped.exitCode()).as(shipped.toString()).isZero();
        assertThat(shipped.stderr())
                .contains("CodeDeploy moves the traffic: deployment d-")
                .contains("alias latest: 2 -> 3");
        assertThat(traffic()).isEqualTo("3 {}");
        assertThat(account.alias(FUNCTION).description()).isEqualTo("1.0");
    }

    @Test
    void terminationStopsTheDeployment() throws Exception {
        makeDeploymentGroup("CodeDeployDefault.LambdaLinear10PercentEvery10Minutes");
        code("return {'status': 'ok', 'release': 2}");
        Process run = program.start(arguments("--shift", "codedeploy:shop/orders"));
        while (run.isAlive() && account.weights(FUNCTION).isEmpty()) {
            Thread.onSpinWait();
        }

        signal(run, "TERM");

        Outcome stopped = program.outcome(run);
        assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(130);
        assertThat(stopped.stderr()).contains("all traffic of alias latest is on version 2 again");
        assertThat(traffic()).isEqualTo("2 {}");
    }

    private void makeDeploymentGroup(String configuration) throws Exception {
        codeDeploy("CreateApplication", "{\"applicationName\": \"shop\", \"computePlatform\": \"Lambda\"}");
        codeDeploy("CreateDeploymentGroup", """
                {"applicationName": "shop", "deploymentGroupName": "orders",
                 "serviceRoleArn": "arn:aws:iam::123456789012:role/x", "deploymentConfigName": "%s",
                 "deploymentStyle": {"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"}}
                """.formatted(configuration));
    }

    private void codeDeploy(String operation, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(aws.endpoint() + "/"))
                .header("X-Amz-Target", "CodeDeploy_20141006." + operation)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=k/20261101/us-east-1/codedeploy/aws4_request, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}

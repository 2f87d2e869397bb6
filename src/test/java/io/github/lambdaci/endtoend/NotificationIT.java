package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.Messaging;
import io.github.lambdaci.testing.TestAuthority;
import io.github.lambdaci.testing.WebhookServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The packaged program tells others of what it does, and what cannot be told fails nothing. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class NotificationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> BY_WEBHOOK = List.of("--notify-webhook", "env:HOOK");

    private final String function = "orders-" + UUID.randomUUID().toString().substring(0, 8);
    private final WebhookServer webhook = WebhookServer.start();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Each test chooses its AWS.
    private Account account;

    @SuppressWarnings("NullAway.Init")
    private Program program;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @BeforeEach
    void makeTheProject() throws IOException {
        Files.createDirectories(temporary.resolve("project/src"));
    }

    @AfterEach
    void stop() throws Exception {
        webhook.close();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private URI open(Target target) throws IOException {
        Target.Running aws = target.start(temporary.resolve("aws"));
        opened.add(aws);
        begin(aws.endpoint());
        return aws.endpoint();
    }

    private void begin(URI endpoint) throws IOException {
        account = new Account(endpoint);
        opened.add(0, account);
        account.provision("artifacts-" + function, function, "python3.11", "app.handler");
        Map<String, String> environment = new TreeMap<>(account.environment());
        environment.put("HOOK", webhook.address());
        environment.put("CODEBUILD_BUILD_ID", "orders:17");
        program = new Program(temporary.resolve("project"), environment);
        code("return {'release': 1}");
    }

    private void code(String body) throws IOException {
        Files.writeString(program.folder().resolve("src/app.py"), "def handler(event, context):\n    " + body + "\n");
    }

    private List<String> names(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--app-s3-bucket", "artifacts-" + function, "--function-name", function));
        return arguments;
    }

    private List<String> shipping(List<String> telling, String... more) {
        List<String> arguments = names("--app-src-path", "src", "--source-version", "1.4.0", "--builder", "host");
        arguments.addAll(telling);
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Runs to any end; nothing that it writes gives the webhook's address away. */
    private Outcome run(Program with, List<String> arguments) {
        Outcome outcome = with.run(arguments);
        assertSecretIsKept(outcome);
        return outcome;
    }

    private void assertSecretIsKept(Outcome outcome) {
        assertThat(outcome.stdout() + outcome.stderr())
                .doesNotContain(WebhookServer.SECRET)
                .doesNotContain("127.0.0.1:" + webhook.port());
    }

    private static void assertExit(Outcome outcome, int code) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(code);
    }

    private List<String> told() {
        return webhook.bodies().stream()
                .map(body -> parsed(body).path("text").asText())
                .toList();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private List<JsonNode> lines(String name) throws IOException {
        try (var files = Files.walk(temporary.resolve("aws"))) {
            Path file = files.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
            return Files.readAllLines(file).stream().map(NotificationIT::parsed).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void releasesAndRollbacksAreToldAndRunsThatDoNothingAreNot(Target target) throws Exception {
        Messaging messaging = new Messaging(open(target));
        String topic = messaging.createTopic("releases-" + function);
        messaging.createBus("releases-" + function);
        messaging.putSecret("/ci/" + function, webhook.address());
        boolean queues = target == Target.STRICT_EMULATOR;
        Optional<Messaging.Queue> mails = queues ? Optional.of(messaging.subscribe(topic)) : Optional.empty();
        Optional<Messaging.Queue> events =
                queues ? Optional.of(messaging.listen("releases-" + function)) : Optional.empty();
        List<String> all = List.of(
                "--notify-webhook",
                "ssm:/ci/" + function,
                "--notify-sns",
                topic,
                "--notify-eventbridge",
                "releases-" + function);

        Outcome first = run(program, shipping(all, "--verbose", "--output", "json"));
        assertExit(first, 0);
        assertThat(first.stderr()).doesNotContain("warning");
        assertThat(first.stdout()).contains("\"status\": \"published\"");
        Outcome again = run(program, shipping(all));
        assertExit(again, 0);
        assertThat(again.stderr()).contains("Nothing changed").doesNotContain("warning");
        code("return {'release': 2}");
        assertExit(run(program, shipping(all)), 0);
        List<String> rollback = names("rollback");
        rollback.addAll(all);
        assertExit(run(program, rollback), 0);

        assertThat(told())
                .extracting(text -> text.lines().findFirst().orElseThrow())
                .containsExactly(
                        "*" + function + ": release of 1.4.0 begins (alias latest)*",
                        "*" + function + " is live at version 2 (alias latest)*",
                        "*" + function + ": release of 1.4.0 begins (alias latest)*",
                        "*" + function + " is live at version 3 (alias latest)*",
                        "*" + function + ": rollback to version 2 begins (alias latest)*",
                        "*" + function + " was rolled back to version 2 (alias latest)*");
        assertThat(told().get(1)).contains("before: version 1").contains("by: CodeBuild build orders:17");
        List<JsonNode> mailed = mails.isPresent() ? mails.get().take() : lines("messages.jsonl");
        assertThat(mailed)
                .extracting(message -> message.path("Subject").asText())
                .hasSize(6)
                .contains(function + " is live at version 3 (alias latest)");
        List<JsonNode> put = events.isPresent() ? events.get().take() : lines("events.jsonl");
        JsonSchema schema = JsonSchema.read(Path.of("docs/notification.schema.json"));
        assertThat(put)
                .allSatisfy(event ->
                        assertThat(schema.violations(event.path("detail"))).isEmpty());
        assertThat(put)
                .extracting(event -> event.path("detail").path("operation").asText() + " "
                        + event.path("detail").path("state").asText())
                .containsExactly(
                        "release started",
                        "release succeeded",
                        "release started",
                        "release succeeded",
                        "rollback started",
                        "rollback succeeded");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void versionThatFailsItsCheckIsToldWithWhyAndWhatIsLive(Target target) throws Exception {
        open(target);
        code("raise ValueError('told to')");

        Outcome failed = run(program, shipping(BY_WEBHOOK, "--smoke-payload", "{}", "--stacktrace"));

        assertExit(failed, 3);
        assertThat(told()).hasSize(2);
        assertThat(told().get(1))
                .startsWith("*" + function + ": release of 1.4.0 failed (alias latest)*\n")
                .contains("failed its check: it failed with ValueError: told to")
                .contains("live traffic was not touched, alias latest still points to version 1");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void failureOfAwsIsTold(Target target) throws Exception {
        URI endpoint = open(target);
        try (FaultProxy proxy = new FaultProxy(endpoint)) {
            proxy.disturb((number, operation) -> operation.name().equals("UpdateFunctionCode"), Fault.DENIED);
            Program through = program.with("AWS_ENDPOINT_URL", proxy.address().toString());

            Outcome failed = run(through, shipping(BY_WEBHOOK));

            assertExit(failed, 1);
            assertThat(told()).hasSize(2);
            assertThat(told().get(1))
                    .contains("release of 1.4.0 failed")
                    .contains("may not lambda:UpdateFunctionCode")
                    .contains("stopped in stage deploy: live traffic was not touched");
        }
    }

    @Test
    void failureBeforeAnyChangeIsTold() throws Exception {
        open(Target.SANDBOX);
        List<String> arguments = shipping(BY_WEBHOOK);
        arguments.addAll(List.of("--function-name", "missing"));

        assertExit(run(program, arguments), 2);

        assertThat(told()).hasSize(1);
        assertThat(told().get(0))
                .startsWith("*missing: release of 1.4.0 failed")
                .contains("nothing was changed in AWS");
    }

    @Test
    void webhookThatRefusesFailsNoRelease() throws Exception {
        open(Target.SANDBOX);
        webhook.answer(500);

        Outcome shipped = run(program, shipping(BY_WEBHOOK, "--verbose"));

        assertExit(shipped, 0);
        assertThat(shipped.stderr())
                .contains(
                        "warning  telling webhook env:HOOK failed: it answered with status 500; 2 notifications did not"
                                + " get there");
        assertThat(account.alias(function).functionVersion()).isEqualTo("2");
    }

    @Test
    void webhookThatHangsFailsNoRelease() throws Exception {
        open(Target.SANDBOX);
        webhook.hang();

        Outcome shipped = run(program, shipping(BY_WEBHOOK));

        assertExit(shipped, 0);
        assertThat(shipped.stdout()).endsWith(":function:" + function + ":2\n");
        assertThat(shipped.stderr())
                .containsPattern(
                        "warning  telling webhook env:HOOK failed: (it did not answer in time|there was no answer)")
                .contains("2 notifications did not get there");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1/T0000-B0000-s3cr3t, it cannot be reached",
        "http://no-such-host.invalid/T0000-B0000-s3cr3t, its host is not known",
        "T0000-B0000-s3cr3t, what env:HOOK holds is not an address",
        "'', the environment variable HOOK is not set"
    })
    void webhookThatIsNotThereFailsNoRelease(String address, String why) throws Exception {
        open(Target.SANDBOX);

        Outcome shipped = run(program.with("HOOK", address), shipping(BY_WEBHOOK, "--verbose", "--stacktrace"));

        assertExit(shipped, 0);
        assertThat(shipped.stderr())
                .contains("warning  telling webhook env:HOOK failed: " + why)
                .doesNotContain("no-such-host");
    }

    @ParameterizedTest
    @CsvSource({"Publish, STATUS_500", "Publish, DENIED", "Publish, LOST", "PutEvents, THROTTLED", "PutEvents, CLOSED"})
    void faultOfWhatTakesMessagesFailsNoRelease(String operation, Fault fault) throws Exception {
        URI endpoint = open(Target.SANDBOX);
        String topic = new Messaging(endpoint).createTopic("releases");
        try (FaultProxy proxy = new FaultProxy(endpoint)) {
            proxy.disturb((number, call) -> call.name().equals(operation), fault);
            Program through = program.with("AWS_ENDPOINT_URL", proxy.address().toString());

            Outcome shipped = run(through, shipping(List.of("--notify-sns", topic, "--notify-eventbridge", "default")));

            assertExit(shipped, 0);
            assertThat(shipped.stderr())
                    .containsPattern("warning  (publishing to SNS topic|putting an event on EventBridge bus|telling) .*"
                            + "; (a notification|2 notifications) did not get there");
            assertThat(proxy.hits()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void terminationDuringTheShiftIsToldOrWarnedOf(boolean hanging) throws Exception {
        open(Target.SANDBOX);
        if (hanging) {
            webhook.hang();
        }
        Process process = program.start(shipping(BY_WEBHOOK, "--shift", "canary:10%,2m"));
        while (process.isAlive() && account.weights(function).isEmpty()) {
            Thread.onSpinWait();
        }

        process.destroy();

        Outcome stopped = program.outcome(process);
        assertSecretIsKept(stopped);
        assertExit(stopped, 130);
        assertThat(account.weights(function)).isEmpty();
        if (hanging) {
            assertThat(stopped.stderr()).contains("telling webhook env:HOOK failed");
        } else {
            assertThat(told()).hasSize(2);
            assertThat(told().get(1))
                    .contains("release of 1.4.0 failed, and all traffic went back (alias latest)")
                    .contains("interrupted while the traffic")
                    .contains("all traffic of alias latest is on version 1 again");
        }
    }

    @Test
    void proxyOfTheEnvironmentIsUsed() throws Exception {
        open(Target.SANDBOX);
        Program behind = program.with("HOOK", "http://hooks.invalid/" + WebhookServer.SECRET)
                .with("HTTP_PROXY", webhook.authority())
                .with("NO_PROXY", "127.0.0.1");

        assertExit(run(behind, shipping(BY_WEBHOOK)), 0);

        assertThat(webhook.targets())
                .hasSize(2)
                .allMatch(target -> target.equals("http://hooks.invalid/" + WebhookServer.SECRET));
    }

    @Test
    void certificatesOfTheEnvironmentAreTrusted() throws Exception {
        open(Target.SANDBOX);
        TestAuthority authority = TestAuthority.in(temporary);
        try (WebhookServer secured = WebhookServer.start(authority.serverContext())) {
            Program trusting = program.with("HOOK", secured.address())
                    .with("AWS_CA_BUNDLE", authority.certificate().toString());

            Outcome shipped = run(trusting, shipping(BY_WEBHOOK));

            assertExit(shipped, 0);
            assertThat(shipped.stderr()).doesNotContain("warning");
            assertThat(secured.bodies()).hasSize(2);
        }
    }

    @Test
    void printedPolicyIsEnoughAndWhatItLacksIsNamed() throws Exception {
        URI endpoint = Emulators.strictWithPolicies();
        Roles.create(endpoint);
        begin(endpoint);
        Messaging messaging = new Messaging(endpoint);
        String topic = messaging.createTopic("releases");
        messaging.createBus("releases");
        messaging.putSecret("/ci/slack", webhook.address());
        List<String> all =
                List.of("--notify-webhook", "ssm:/ci/slack", "--notify-sns", topic, "--notify-eventbridge", "releases");
        Iam user = Iam.createUser(endpoint, "build");
        Program restricted = program.with(user.credentials());

        user.allow(policy(all));
        Outcome allowed = run(restricted, shipping(all));
        assertExit(allowed, 0);
        assertThat(allowed.stderr()).doesNotContain("warning");
        assertThat(told()).hasSize(2);

        user.allow(policy(List.of()));
        code("return {'release': 2}");
        Outcome denied = run(restricted, shipping(all));
        assertExit(denied, 0);
        assertThat(denied.stderr())
                .contains("may not ssm:GetParameter on ")
                .contains("allow ssm:GetParameter on ")
                .contains("may not sns:Publish on ")
                .contains("may not events:PutEvents on ");
    }

    private String policy(List<String> telling) throws IOException {
        List<String> arguments = names("policy", "--account", "123456789012", "--region", "us-east-1");
        arguments.addAll(telling);
        Outcome printed = program.run(arguments);
        assertExit(printed, 0);
        JsonNode policy = JSON.readTree(printed.stdout());
        policy.path("Statement").forEach(statement -> mended((ObjectNode) statement));
        return policy.toString();
    }

    /** The emulator knows no values of conditions to compare with, and no resources of these services. */
    private static void mended(ObjectNode statement) {
        statement.remove("Condition");
        if (statement.path("Action").path(0).asText().matches("(sns|events|ssm):.*")) {
            statement.put("Resource", "*");
        }
    }
}

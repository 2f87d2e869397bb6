package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.Messaging;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program announces what is live, so that others can get it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class AnnouncementIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchema.read(Path.of("docs/announcement.schema.json"));

    private final String function = "orders-" + UUID.randomUUID().toString().substring(0, 8);
    private final String bucket = "artifacts-" + function;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Each test chooses its AWS.
    private Account account;

    @SuppressWarnings("NullAway.Init")
    private Program program;

    @SuppressWarnings("NullAway.Init")
    private String topic;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private void begin(URI endpoint) throws IOException {
        account = new Account(endpoint);
        opened.add(0, account);
        account.provision(bucket, function, "python3.11", "app.handler");
        topic = new Messaging(endpoint).createTopic("artifacts-" + function);
        Files.createDirectories(temporary.resolve("project/src"));
        program = new Program(temporary.resolve("project"), account.environment());
        code("1");
    }

    private void code(String release) throws IOException {
        Files.writeString(
                program.folder().resolve("src/app.py"), "def handler(event, context):\n    return " + release + "\n");
    }

    private List<String> names(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--app-s3-bucket", bucket, "--function-name", function, "--announce-sns", topic));
        return arguments;
    }

    private Outcome ship(Program with, String version) {
        return with.run(names("--app-src-path", "src", "--builder", "host", "--source-version", version));
    }

    private static void assertExit(Outcome outcome, int code) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(code);
    }

    private static String filter(String wanted) {
        return "{\"kind\": [\"artifacts\"], \"region\": [\"us-east-1\"], \"function\": [\"" + wanted + "\"]}";
    }

    private static HttpResponse<byte[]> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void announcementReachesWhoWantsItAndNobodyElse() throws Exception {
        for (URI endpoint : List.of(Emulators.strict(), Emulators.moto())) {
            Roles.create(endpoint);
            begin(endpoint);
            Messaging messaging = new Messaging(endpoint);
            Messaging.Queue wanting = messaging.subscribe(topic, filter(function));
            Messaging.Queue other = messaging.subscribe(topic, filter("mail"));

            Outcome shipped = ship(program, "1.4.0");

            assertExit(shipped, 0);
            assertThat(shipped.stderr()).contains("announce " + function + " 1.4.0, version 2, to " + topic);
            assertThat(other.take()).isEmpty();
            List<JsonNode> announced = wanting.take();
            assertThat(announced).hasSize(1);
            assertThat(SCHEMA.violations(announced.get(0))).isEmpty();
            JsonNode code = announced.get(0).path("code");
            assertThat(Sha256.of(get(code.path("url").asText()).body()).hex())
                    .isEqualTo(code.path("sha256").asText())
                    .isEqualTo(account.hash(bucket, "lambda-ci/" + function + "/1.4.0/app.zip"));
        }
    }

    @Test
    void nothingNewIsNoNewsUnlessItIsAskedFor() throws Exception {
        Roles.create(Emulators.strict());
        begin(Emulators.strict());
        assertExit(ship(program, "1.4.0"), 0);
        Messaging.Queue late = new Messaging(Emulators.strict()).subscribe(topic, filter(function));

        Outcome again = ship(program, "1.4.1");
        assertExit(again, 0);
        assertThat(again.stderr()).contains("announce version 2 was announced to " + topic + " before");
        assertThat(late.take()).isEmpty();

        Outcome announced = program.run(names("announce"));
        assertExit(announced, 0);
        assertThat(announced.stdout()).endsWith(":function:" + function + ":2\n");
        assertThat(late.take())
                .extracting(message -> message.path("sourceVersion").asText())
                .containsExactly("1.4.0");
    }

    @Test
    void failedAnnouncementEndsWithOneAndTheNextRunMakesUpForIt() throws Exception {
        Target.Running aws = Target.SANDBOX.start(temporary.resolve("aws"));
        opened.add(aws);
        begin(aws.endpoint());
        try (FaultProxy proxy = new FaultProxy(aws.endpoint())) {
            proxy.disturb((number, call) -> call.name().equals("Publish"), Fault.DENIED);
            Program through = program.with("AWS_ENDPOINT_URL", proxy.address().toString());

            Outcome failed = ship(through, "1.4.0");

            assertExit(failed, 1);
            assertThat(failed.stdout()).endsWith(":function:" + function + ":2\n");
            assertThat(failed.stderr())
                    .contains("ERROR " + function + " is live at version 2 (alias latest), but it was not announced:")
                    .contains(":Publish on " + topic)
                    .contains("the release itself is complete: alias latest points to version 2");
            assertThat(account.alias(function).functionVersion()).isEqualTo("2");
        }

        assertExit(ship(program, "1.4.0"), 0);

        List<JsonNode> kept = messages();
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).path("MessageAttributes").toString())
                .isEqualTo("{\"account\":\"123456789012\",\"alias\":\"latest\",\"function\":\"" + function
                        + "\",\"kind\":\"artifacts\",\"region\":\"us-east-1\"}");
    }

    @Test
    void urlOfTheSandboxCanBeTriedAndExpires() throws Exception {
        Target.Running aws = Target.SANDBOX.start(temporary.resolve("aws"));
        opened.add(aws);
        begin(aws.endpoint());
        assertExit(ship(program, "1.4.0"), 0);
        JsonNode told = JSON.readTree(messages().get(0).path("Message").asText());
        String url = told.path("code").path("url").asText();

        assertThat(Sha256.of(get(url).body()).hex())
                .isEqualTo(told.path("code").path("sha256").asText());
        HttpResponse<byte[]> late = get(url.replaceFirst("X-Amz-Date=\\d{4}", "X-Amz-Date=2020"));
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(new String(late.body(), StandardCharsets.UTF_8)).contains("Request has expired");
    }

    private List<JsonNode> messages() throws IOException {
        try (Stream<Path> files = Files.walk(temporary.resolve("aws"))) {
            Path file = files.filter(path -> path.endsWith("messages.jsonl"))
                    .findFirst()
                    .orElseThrow();
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        }
    }

    @Test
    void printedPolicyIsEnough() throws Exception {
        URI endpoint = Emulators.strictWithPolicies();
        Roles.create(endpoint);
        begin(endpoint);
        Iam user = Iam.createUser(endpoint, "build");
        Program restricted = program.with(user.credentials());

        user.allow(policy("ship"));
        assertExit(ship(restricted, "1.4.0"), 0);

        user.allow(policy("announce"));
        assertExit(restricted.run(names("announce")), 0);
    }

    private String policy(String command) throws IOException {
        Outcome printed = program.run(
                names("policy", "--command", command, "--account", "123456789012", "--region", "us-east-1"));
        assertExit(printed, 0);
        JsonNode policy = JSON.readTree(printed.stdout());
        policy.path("Statement").forEach(statement -> mended((ObjectNode) statement));
        return policy.toString();
    }

    /** The emulator knows no values of conditions to compare with, and no topics. */
    private static void mended(ObjectNode statement) {
        statement.remove("Condition");
        if (statement.path("Action").path(0).asText().startsWith("sns:")) {
            statement.put("Resource", "*");
        }
    }
}

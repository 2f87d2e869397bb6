package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.Messaging;
import io.github.lambdaci.testing.PackageIndex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function that receives artifacts keeps what the packaged program announces, and nothing else. */
final class ArtifactConsumerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FUNCTION =
            "orders-" + UUID.randomUUID().toString().substring(0, 8);
    private static final String SOURCE = "announced-" + FUNCTION;
    private static final String CODE = "lambda-ci/" + FUNCTION + "/1.4.0/app.zip";
    private static final String LATEST_CODE = "lambda-ci/" + FUNCTION + "/latest/app.zip";
    private static final String LATEST_DEPENDENCIES = "lambda-ci/" + FUNCTION + "/latest/deps.zip";
    private static final String RECORD = "lambda-ci/" + FUNCTION + "/latest/latest.announced.json";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static URI endpoint;

    @SuppressWarnings("NullAway.Init")
    private static Account account;

    @SuppressWarnings("NullAway.Init")
    private static JsonNode announced;

    private final String bucket = "received-" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private ConsumerFunction consumer;

    /** Code and dependencies, announced by a release. */
    @BeforeAll
    static void release() throws IOException {
        endpoint = Emulators.strict();
        Roles.create(endpoint);
        account = new Account(endpoint);
        account.provision(SOURCE, FUNCTION, "python3.11", "app.handler");
        Messaging messaging = new Messaging(endpoint);
        String topic = messaging.createTopic(FUNCTION);
        Messaging.Queue queue = messaging.subscribe(topic, "{\"function\": [\"" + FUNCTION + "\"]}");
        Files.createDirectories(folder.resolve("src"));
        try (PackageIndex index = PackageIndex.start()) {
            ExampleProject.addPackages(index);
            ExampleProject.PYTHON.code(folder, "1.4.0");
            ExampleProject.PYTHON.dependencies(folder, "1.0.0");
            Map<String, String> environment = new TreeMap<>(account.environment());
            environment.put("PIP_INDEX_URL", index.pipIndexUrl());
            Outcome shipped = new Program(folder, environment)
                    .run(List.of(
                            "--app-s3-bucket=" + SOURCE,
                            "--function-name=" + FUNCTION,
                            "--app-src-path=src",
                            "--source-version=1.4.0",
                            "--builder=host",
                            "--build-env=PIP_INDEX_URL",
                            "--announce-sns=" + topic));
            assertThat(shipped.exitCode()).as(shipped.toString()).isZero();
        }
        announced = queue.take().get(0);
    }

    @AfterAll
    static void stop() {
        if (account != null) {
            account.close();
        }
    }

    @BeforeEach
    void makeTheBucket() {
        account.createBucket(bucket);
        consumer = new ConsumerFunction(endpoint, bucket);
    }

    private static ObjectNode announcement() {
        return announced.deepCopy();
    }

    private static ObjectNode part(ObjectNode announcement, String name) {
        return (ObjectNode) announcement.path(name);
    }

    /** As Lambda hands messages of the queue over. */
    private static ObjectNode messages(JsonNode... bodies) {
        ObjectNode event = JSON.createObjectNode();
        for (JsonNode body : bodies) {
            event.withArray("Records")
                    .addObject()
                    .put("messageId", "message-" + event.path("Records").size())
                    .put("body", body.toString());
        }
        return event;
    }

    private ConsumerFunction.Outcome receive(JsonNode... bodies) {
        return consumer.call(messages(bodies));
    }

    private static List<String> failures(ConsumerFunction.Outcome outcome) {
        assertThat(outcome.answer().has("batchItemFailures")).as(outcome.log()).isTrue();
        List<String> failures = new ArrayList<>();
        outcome.answer()
                .path("batchItemFailures")
                .forEach(failure -> failures.add(failure.path("itemIdentifier").asText()));
        return failures;
    }

    private JsonNode record() throws IOException {
        return JSON.readTree(account.text(bucket, RECORD));
    }

    @Test
    void announcedArtifactsAreKeptUnderTheirKeysAndTheRecordNamesThem() throws IOException {
        assertThat(failures(receive(announcement()))).isEmpty();

        String dependencies = announced.path("dependencies").path("key").asText();
        Map<String, String> kept = account.objects(bucket);
        assertThat(kept).containsOnlyKeys(CODE, dependencies, LATEST_CODE, LATEST_DEPENDENCIES, RECORD);
        assertThat(kept)
                .containsEntry(CODE, account.hash(SOURCE, CODE))
                .containsEntry(LATEST_CODE, account.hash(SOURCE, CODE))
                .containsEntry(dependencies, account.hash(SOURCE, dependencies))
                .containsEntry(LATEST_DEPENDENCIES, account.hash(SOURCE, dependencies));
        assertThat(JsonSchema.read(Path.of("docs/announcement.schema.json")).violations(record()))
                .isEmpty();
    }

    @Test
    void recordLeadsToTheLocalBucketAndHasNoUrls() throws IOException {
        assertThat(failures(receive(announcement()))).isEmpty();

        JsonNode record = record();
        assertThat(record.path("code").path("bucket").asText()).isEqualTo(bucket);
        assertThat(record.toString()).doesNotContain("X-Amz-Signature").doesNotContain("urlExpires");
    }

    @Test
    void metadataComeAlongSoThatLambdaCiKnowsThem() {
        assertThat(failures(receive(announcement()))).isEmpty();

        assertThat(account.metadata(bucket, CODE)).isEqualTo(account.metadata(SOURCE, CODE));
        assertThat(account.metadata(bucket, LATEST_CODE)).containsEntry("source-version", "1.4.0");
    }

    @Test
    void whatIsThereIsNotFetchedAgain() {
        assertThat(failures(receive(announcement()))).isEmpty();
        ObjectNode again = announcement();
        part(again, "code").put("url", "http://127.0.0.1:1/gone");
        part(again, "dependencies").put("url", "http://127.0.0.1:1/gone");

        assertThat(failures(receive(again))).isEmpty();
    }

    @Test
    void otherBytesThanAnnouncedAreNotKeptAndTheRestOfTheBatchIs() {
        ObjectNode wrong = announcement().put("functionName", "wrong");
        part(wrong, "code")
                .put("key", "lambda-ci/wrong/1.4.0/app.zip")
                .put("latestKey", "lambda-ci/wrong/latest/app.zip")
                .put("sha256", Sha256.of(new byte[0]).hex());

        ConsumerFunction.Outcome outcome = receive(wrong, JSON.createObjectNode(), announcement());

        assertThat(failures(outcome)).containsExactly("message-1", "message-2");
        assertThat(outcome.log())
                .contains("ERROR message-1: ValueError('lambda-ci/wrong/1.4.0/app.zip: SHA-256 is "
                        + announced.path("code").path("sha256").asText() + ", not e3b0c44298fc1c149afb");
        assertThat(account.objects(bucket).keySet())
                .contains(CODE, RECORD)
                .noneMatch(key -> key.startsWith("lambda-ci/wrong/"));
    }

    @Test
    void urlThatDoesNotWorkIsNamedWithoutItsSignature() {
        ObjectNode expired = announcement();
        part(expired, "code").put("url", endpoint + "/" + SOURCE + "/missing?X-Amz-Signature=SECRET");

        ConsumerFunction.Outcome outcome = receive(expired);

        assertThat(failures(outcome)).containsExactly("message-1");
        assertThat(outcome.log())
                .contains(CODE + ": HTTP Error 404")
                .contains(
                        "URL ended " + announced.path("code").path("urlExpires").asText())
                .doesNotContain("SECRET");
        assertThat(account.objects(bucket)).isEmpty();
    }

    @Test
    void otherBytesUnderAKeyThatARecordNamesAreKeptBesideThem() throws IOException {
        assertThat(failures(receive(announcement()))).isEmpty();
        account.write(SOURCE, "again.zip", "built again");
        String sha256 =
                Sha256.of("built again".getBytes(StandardCharsets.UTF_8)).hex();
        ObjectNode newer = announcement().put("announcedAt", "2099-01-01T00:00:00Z");
        part(newer, "code").put("sha256", sha256).put("url", endpoint + "/" + SOURCE + "/again.zip?X-Amz-Signature=0");

        assertThat(failures(receive(newer))).isEmpty();

        assertThat(account.hash(bucket, CODE)).isEqualTo(account.hash(SOURCE, CODE));
        assertThat(record().path("code").path("key").asText()).isEqualTo(CODE + "." + sha256);
        assertThat(account.text(bucket, CODE + "." + sha256)).isEqualTo("built again");
        assertThat(account.text(bucket, LATEST_CODE)).isEqualTo("built again");
    }

    @Test
    void olderAnnouncementThatComesLateLeavesWhatIsLatest() throws IOException {
        account.write(SOURCE, "lambda-ci/" + FUNCTION + "/1.3.0/app.zip", "older code");
        assertThat(failures(receive(announcement()))).isEmpty();
        ObjectNode older =
                announcement().put("announcedAt", "2026-01-01T00:00:00Z").put("sourceVersion", "1.3.0");
        part(older, "code")
                .put("key", "lambda-ci/" + FUNCTION + "/1.3.0/app.zip")
                .put(
                        "sha256",
                        Sha256.of("older code".getBytes(StandardCharsets.UTF_8)).hex())
                .put("versionId", (String) null)
                .remove("url");

        assertThat(failures(receive(older))).isEmpty();

        assertThat(account.objects(bucket)).doesNotContainKey("lambda-ci/" + FUNCTION + "/1.3.0/app.zip");
        assertThat(account.hash(bucket, LATEST_CODE)).isEqualTo(account.hash(SOURCE, CODE));
        assertThat(record().path("sourceVersion").asText()).isEqualTo("1.4.0");
    }

    private static ObjectNode initial(String function) {
        ObjectNode event = JSON.createObjectNode().put("bucket", SOURCE).put("alias", "latest");
        event.withArray("functions").add(function);
        return event;
    }

    @Test
    void whatWasAnnouncedBeforeIsReadFromItsBucket() throws IOException {
        ConsumerFunction.Outcome outcome = consumer.call(initial(FUNCTION));

        assertThat(outcome.answer().isNull()).as(outcome.log()).isTrue();
        assertThat(account.hash(bucket, CODE)).isEqualTo(account.hash(SOURCE, CODE));
        assertThat(record().path("sourceVersion").asText()).isEqualTo("1.4.0");
    }

    @Test
    void functionThatWasNeverAnnouncedIsNamed() {
        ConsumerFunction.Outcome outcome = consumer.call(initial("unknown"));

        assertThat(outcome.answer().isMissingNode()).isTrue();
        assertThat(outcome.log())
                .contains("no announcement at s3://" + SOURCE + "/lambda-ci/unknown/latest/latest.announced.json");
    }

    @Test
    void stackIsToldWhatCameOfIt() throws IOException {
        List<JsonNode> told = new ArrayList<>();
        HttpServer cloudFormation = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloudFormation.createContext("/", exchange -> {
            told.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 200 : 405, -1);
            exchange.close();
        });
        cloudFormation.start();
        try {
            String url = "http://127.0.0.1:" + cloudFormation.getAddress().getPort() + "/answer?signed";
            consumer.call(custom("Create", url, FUNCTION));
            consumer.call(custom("Update", url, "unknown"));
            consumer.call(custom("Delete", url, "unknown"));
        } finally {
            cloudFormation.stop(0);
        }

        assertThat(told)
                .extracting(answer -> answer.path("Status").asText())
                .containsExactly("SUCCESS", "FAILED", "SUCCESS");
        assertThat(told.get(1).path("Reason").asText()).startsWith("no announcement at s3://" + SOURCE);
        assertThat(told)
                .allSatisfy(answer -> assertThat(answer.toString())
                        .contains(
                                "\"StackId\":\"stack\"",
                                "\"RequestId\":\"request\"",
                                "\"LogicalResourceId\":\"Initial\"")
                        .contains("\"PhysicalResourceId\":\"initial\""));
        assertThat(account.objects(bucket)).containsKey(CODE);
    }

    private static ObjectNode custom(String type, String url, String function) {
        ObjectNode event = JSON.createObjectNode()
                .put("RequestType", type)
                .put("ResponseURL", url)
                .put("StackId", "stack")
                .put("RequestId", "request")
                .put("LogicalResourceId", "Initial");
        event.set("ResourceProperties", initial(function).put("ServiceToken", "arn"));
        return event;
    }
}

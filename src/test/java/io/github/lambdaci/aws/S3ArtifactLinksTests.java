package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.SignedLink;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.sandbox.SandboxServer;
import io.github.lambdaci.sandbox.SandboxSettings;
import io.github.lambdaci.testing.RecordingLog;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that are signed here work without credentials; the sandbox refuses those that have expired. */
final class S3ArtifactLinksTests {
    private static final ArtifactKey KEY = new ArtifactKey("artifacts", "lambda-ci/orders/feature/ü+1/app.zip");

    @TempDir
    private Path folder;

    private SandboxServer server;

    @BeforeEach
    void start() {
        server = SandboxServer.start(folder.resolve("aws"), 0, SandboxSettings.defaults());
        server.provisionBucket(KEY.bucket());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private StoredArtifact upload(AwsClients clients, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("app.zip"), content);
        Archive archive = new Archive(file, Sha256.of(file), Files.size(file), Files.size(file), 1);
        return new S3ArtifactStore(clients, new RecordingLog())
                .upload(archive, KEY, new ArtifactMetadata(archive.sha256(), 1, "1.0", Optional.empty()));
    }

    @Test
    void linkLeadsToTheVersionThatWasStored() throws Exception {
        try (AwsClients clients = new AwsClients(AwsSettings.sandbox(server.endpoint(), "0-test"))) {
            StoredArtifact first = upload(clients, "first");
            StoredArtifact unused = upload(clients, "second");

            Instant before = Instant.now();
            SignedLink link = new S3ArtifactLinks(clients).link(first, Duration.ofMinutes(15));

            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(link.url()).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("first");
            assertThat(answer.headers().firstValue("x-amz-meta-sha256"))
                    .isEqualTo(Optional.of(first.sha256().hex()));
            assertThat(link.expires())
                    .isBetween(before.plusSeconds(899), Instant.now().plusSeconds(901));
        }
    }

    @Test
    void linkEndsWithTheCredentialsThatSignedIt() throws Exception {
        Instant end = Instant.now().plusSeconds(600);
        Path process = Files.writeString(
                folder.resolve("credentials"),
                "#!/bin/sh\necho '{\"Version\": 1,"
                        + " \"AccessKeyId\": \"key\", \"SecretAccessKey\": \"secret\", \"SessionToken\": \"token\","
                        + " \"Expiration\": \"" + end + "\"}'\n");
        assertThat(process.toFile().setExecutable(true)).isTrue();
        Path config = Files.writeString(
                folder.resolve("config"),
                "[profile build]\nregion = us-east-1\nendpoint_url = " + server.endpoint() + "\ncredential_process = "
                        + process + "\n");
        System.setProperty("aws.configFile", config.toString());
        try (AwsClients clients =
                new AwsClients(AwsSettings.of(Optional.of("build"), Map.of("AWS_REGION", "us-east-1"), "0-test"))) {
            StoredArtifact stored = upload(clients, "first");

            assertThat(new S3ArtifactLinks(clients)
                            .link(stored, Duration.ofHours(1))
                            .expires())
                    .isEqualTo(end);
        } finally {
            System.clearProperty("aws.configFile");
        }
    }
}

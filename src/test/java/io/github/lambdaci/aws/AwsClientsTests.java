package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDK reads the same settings from system properties as from the environment, which a test cannot change. */
final class AwsClientsTests {
    private final Map<String, String> before = new HashMap<>();

    @TempDir
    Path folder;

    @BeforeEach
    void configure() throws IOException {
        Path config = Files.writeString(folder.resolve("config"), """
                [profile work]
                region = eu-central-1
                [profile bundle]
                region = eu-central-1
                ca_bundle = /missing.pem
                [profile nowhere]
                """);
        Path credentials = Files.writeString(folder.resolve("credentials"), """
                [work]
                aws_access_key_id = WORKKEY
                aws_secret_access_key = s
                """);
        set("aws.configFile", config.toString());
        set("aws.sharedCredentialsFile", credentials.toString());
        set("aws.disableEc2Metadata", "true");
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    private static AwsClients clients(String profile, Map<String, String> environment) {
        return new AwsClients(AwsSettings.of(Optional.of(profile), environment, "0-test"));
    }

    @Test
    void profileThatDoesNotExistIsNamedWithThoseThatDo() {
        assertThatThrownBy(() -> clients("wrok", Map.of()).s3())
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("bundle, nowhere, work"))
                .hasMessage("there is no AWS profile 'wrok'");
    }

    @Test
    void profileGivesTheRegion() {
        assertThat(clients("work", Map.of()).region()).isEqualTo("eu-central-1");
    }

    @Test
    void environmentsRegionCountsBeforeTheProfiles() {
        assertThat(clients("work", Map.of("AWS_DEFAULT_REGION", "eu-west-3")).region())
                .isEqualTo("eu-west-3");
        assertThat(clients("work", Map.of("AWS_DEFAULT_REGION", "eu-west-3", "AWS_REGION", "eu-north-1"))
                        .region())
                .isEqualTo("eu-north-1");
    }

    @Test
    void missingRegionSaysHowToSetIt() {
        assertThatThrownBy(() -> clients("nowhere", Map.of()).lambda())
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("AWS_REGION", "'nowhere'"))
                .hasMessage("no AWS region is set");
    }

    @Test
    void bundleOfTheProfileIsRead() {
        assertThatThrownBy(() -> clients("bundle", Map.of()).s3())
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("/missing.pem' cannot be used: it does not exist");
    }

    @Test
    void endpointThatIsNoAddressIsRefused() {
        set("aws.endpointUrl", "localhost:4566");

        assertThatThrownBy(() -> clients("work", Map.of()).s3())
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("localhost:4566");
    }

    @Test
    void namedProfilesCredentialsCountBeforeThoseOfTheEnvironment() {
        try (ScriptedAws aws = new ScriptedAws();
                AwsClients clients = clients("work", Map.of())) {
            set("aws.endpointUrl", aws.endpoint().toString());
            set("aws.accessKeyId", "OTHERKEY");
            set("aws.secretAccessKey", "s");
            aws.answer(200, "content");

            Optional<byte[]> read =
                    new S3ArtifactStore(clients, new RecordingLog()).read(new ArtifactKey("bucket", "key"));

            assertThat(read).isPresent();
            assertThat(aws.calls()).containsExactly("GET /bucket/key");
            assertThat(aws.requests().get(0).headers().get("authorization")).contains("WORKKEY", "eu-central-1");
        }
    }

    /** The SDK itself takes the path only where the endpoint's host is a number. */
    @Test
    void bucketOfACustomEndpointIsInThePath() {
        set("aws.endpointUrlS3", "http://emulator.local:4566");
        try (AwsClients clients = clients("work", Map.of())) {
            assertThat(clients.s3()
                            .utilities()
                            .getUrl(request -> request.bucket("bucket").key("key")))
                    .hasToString("http://emulator.local:4566/bucket/key");
        }
    }

    @Test
    void withoutAnEndpointTheBucketIsInTheHostName() {
        try (AwsClients clients = clients("work", Map.of())) {
            assertThat(clients.s3()
                            .utilities()
                            .getUrl(request -> request.bucket("bucket").key("key")))
                    .hasHost("bucket.s3.eu-central-1.amazonaws.com");
        }
    }
}

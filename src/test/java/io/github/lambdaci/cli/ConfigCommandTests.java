package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.config.RemoteValue;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTests {
    private final CommandRun command = new CommandRun();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String config = "";

    @BeforeEach
    void write() throws IOException {
        config = "config --config " + folder.resolve("lambda-ci.yml");
        Files.writeString(folder.resolve("lambda-ci.yml"), """
                defaults:
                  app-s3-bucket: artifacts
                  function-name-pattern: "{function}-{environment}"
                functions:
                  orders:
                    slim: true
                    omit: [boto3, botocore]
                    build-env: ["TOKEN=${secret:npm}", "PLAIN=text"]
                  mailer:
                    after: orders
                    smoke-payload: {mail: "${ssm:/mail}"}
                environments:
                  qa:
                    aws-region: eu-west-1
                  prod:
                    regions: [eu-west-1, us-east-1]
                """);
        command.launcher.values.values.put("secret:npm", new RemoteValue("hush", true));
        command.launcher.values.values.put("ssm:/mail", new RemoteValue("a@example.com", false));
    }

    @Test
    void help() {
        assertThat(command.run("config --help")).isZero();
        GoldenFile.of(getClass(), "help-config.txt").assertHolds(command.out());
    }

    @Test
    void everyFunctionIsShownWithTheOriginOfEachValue() {
        command.environment.putAll(Map.of("SOURCE_VERSION", "1.4.0", "APP_S3_BUCKET", "another"));

        assertThat(command.run(config + " --environment qa --timeout 5m"))
                .as(command.err())
                .isZero();

        GoldenFile.of(getClass(), "config.txt").assertHolds(command.out().replace(folder + "/", ""));
        assertThat(command.out()).doesNotContain("hush");
    }

    @Test
    void theJsonDocumentKeepsItsSchema() throws IOException {
        assertThat(command.run(config + " --environment qa --function orders --slim=false --output json"))
                .as(command.err())
                .isZero();

        GoldenFile.of(getClass(), "config.json").assertHolds(command.out().replace(folder + "/", ""));
        assertThat(JsonSchema.read(Path.of("docs/config.schema.json"))
                        .violations(new ObjectMapper().readTree(command.out())))
                .isEmpty();
    }

    @Test
    void aFunctionIsShownForEachOfItsRegions() {
        assertThat(command.run(config + " --environment prod --function mailer"))
                .as(command.err())
                .isZero();

        assertThat(command.out()).containsSubsequence("mailer in", "eu-west-1", "mailer in", "us-east-1");
        assertThat(command.launcher.accesses)
                .extracting(access -> access.region().orElseThrow())
                .containsExactly("eu-west-1", "us-east-1");
    }

    @Test
    void aValueThatTheCommandWouldRefuseIsRefusedWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("lambda-ci.yml"), "functions:\n  orders:\n    timeout: soon\n");

        assertThat(command.run(config)).isEqualTo(2);

        assertThat(command.err()).contains("(" + folder.resolve("lambda-ci.yml") + ":3:5)");
    }

    @Test
    void aFileOfTheFolderIsNeeded() {
        assertThat(command.run("config")).isEqualTo(2);

        assertThat(command.err()).contains("there is no lambda-ci.yml in this folder", "lambda-ci init");
    }

    @Test
    void theSchemaIsThatOfTheDocuments() {
        assertThat(command.run("config --schema")).isZero();

        GoldenFile.at(Path.of("docs/lambda-ci.schema.json")).assertHolds(command.out());
    }
}

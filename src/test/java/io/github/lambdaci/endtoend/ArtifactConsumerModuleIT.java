package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.Terraform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Terraform makes receives what lambda-ci announces: topic, filter, queue, function and bucket, in an emulator. */
final class ArtifactConsumerModuleIT {
    private static final String ANNOUNCED = "shop-announced";
    private static final String RECEIVED = ANNOUNCED + "-received";

    private Account owner;
    private Terraform terraform;
    private Program program;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Terraform.copy(Path.of("terraform"), folder.resolve("terraform"));
        terraform = new Terraform(
                folder.resolve("terraform/examples/announcements"),
                Map.of("AWS_ACCESS_KEY_ID", "testing", "AWS_SECRET_ACCESS_KEY", "testing"));
        terraform.initOrSkip();
        URI endpoint = Emulators.strictForTerraform();
        Roles.create(endpoint);
        owner = new Account(endpoint);
        program = new Program(Files.createDirectories(folder.resolve("project")), owner.environment());
        Files.createDirectories(program.folder().resolve("src"));
        Files.writeString(terraform.folder().resolve("terraform.tfvars"), """
                bucket            = "%s"
                region            = "us-east-1"
                functions         = ["orders"]
                consumer_accounts = ["210987654321"]
                force_destroy     = true
                emulator_endpoint = "%s"

                # The emulator gives functions none of AWS's own variables.
                consumer_environment = {
                  AWS_ENDPOINT_URL      = "%s"
                  AWS_ACCESS_KEY_ID     = "testing"
                  AWS_SECRET_ACCESS_KEY = "testing"
                  AWS_DEFAULT_REGION    = "us-east-1"
                }
                """.formatted(ANNOUNCED, endpoint, endpoint));
    }

    @AfterEach
    void stop() {
        if (owner != null) {
            owner.close();
        }
    }

    private void terraform(String... arguments) {
        Terraform.Outcome outcome = run(arguments);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private Terraform.Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-input=false", "-no-color"));
        return terraform.run(all.toArray(new String[0]));
    }

    private void release(String function, String version) throws IOException {
        Files.writeString(
                program.folder().resolve("src/app.py"),
                "def handler(event, context):\n    return '" + function + version + "'\n");
        Program.Outcome outcome = program.run(
                "--app-s3-bucket=" + ANNOUNCED,
                "--function-name=" + function,
                "--app-src-path=src",
                "--builder=host",
                "--source-version=" + version,
                "--announce-sns=" + terraform.run("output", "-raw", "topic_arn").output());
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    }

    private static String code(String function, String version) {
        return "lambda-ci/" + function + "/" + version + "/app.zip";
    }

    @Test
    void announcedArtifactsOfWantedFunctionsAreReceived() throws IOException {
        terraform("apply", "-auto-approve");
        owner.provision("elsewhere", "orders", "python3.11", "app.handler");
        owner.provision("elsewhere-too", "mail", "python3.11", "app.handler");

        release("orders", "1.4.0");
        release("mail", "7");

        assertThat(owner.objects(RECEIVED))
                .containsOnlyKeys(
                        code("orders", "1.4.0"),
                        "lambda-ci/orders/latest/app.zip",
                        "lambda-ci/orders/latest/latest.announced.json")
                .containsEntry(code("orders", "1.4.0"), owner.hash(ANNOUNCED, code("orders", "1.4.0")));
        terraform("apply", "-auto-approve", "-var=initial_functions=[\"mail\"]");
        assertThat(owner.objects(RECEIVED)).containsEntry(code("mail", "7"), owner.hash(ANNOUNCED, code("mail", "7")));

        Terraform.Outcome unknown = run("apply", "-auto-approve", "-var=initial_functions=[\"unknown\"]");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.output()).contains("no announcement at s3://" + ANNOUNCED + "/lambda-ci/unknown/");

        terraform("destroy", "-auto-approve");
    }
}

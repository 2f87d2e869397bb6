package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.PackageIndex;
import io.github.lambdaci.testing.Terraform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What Terraform makes is enough for lambda-ci, and an apply takes nothing back that lambda-ci did. */
final class TerraformIT {
    private static final String FUNCTION = "orders";
    private static final String BUCKET = "orders-artifacts";
    /** What {@code terraform plan -detailed-exitcode} ends with. */
    private static final int NO_CHANGES = 0;

    private final ObjectMapper mapper = new ObjectMapper();
    private URI endpoint;
    private Account owner;
    private PackageIndex index;
    private Terraform terraform;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Terraform.copy(Path.of("terraform"), folder.resolve("terraform"));
        terraform = new Terraform(
                folder.resolve("terraform/examples/complete"),
                Map.of("AWS_ACCESS_KEY_ID", "testing", "AWS_SECRET_ACCESS_KEY", "testing"));
        terraform.initOrSkip();
        endpoint = Emulators.strictForTerraform();
        owner = new Account(endpoint);
        index = PackageIndex.start();
        ExampleProject.addPackages(index);
        ExampleProject.PYTHON.dependencies(project, "1.0.0");
        Files.writeString(terraform.folder().resolve("terraform.tfvars"), variables());
    }

    @AfterEach
    void stop() {
        if (index != null) {
            index.close();
            owner.close();
        }
    }

    private String variables() {
        return """
                bucket            = "%s"
                prefix            = "%s"
                region            = "us-east-1"
                runtime           = "%s"
                github_owner      = "acme"
                github_repository = { name = "orders", branch = "feature/x" }
                file_paths        = { includes = ["src/**"] }
                approval          = { comment = "Ready for QA?" }
                slack_channels    = { info = "orders-info", alert = "orders-alert" }
                slack_workspace   = { team_id = "T0", info_channel_id = "C0", alert_channel_id = "C1" }
                lambda_ci_jar     = "%s"
                builder           = "host"
                force_destroy     = true
                emulator_endpoint = "%s"

                # The emulator does not keep it.
                concurrent_build_limit = null
                """.formatted(
                BUCKET, FUNCTION, ExampleProject.PYTHON.runtime(), SharedClasses.JAR.toAbsolutePath(), endpoint);
    }

    private void terraform(String... arguments) {
        Terraform.Outcome outcome = terraform.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private void assertThatNothingIsToBeChanged() {
        Terraform.Outcome plan = terraform.run("plan", "-detailed-exitcode", "-input=false", "-no-color");
        assertThat(plan.exitCode()).as(plan.output()).isEqualTo(NO_CHANGES);
    }

    private String output(String... arguments) {
        List<String> all = new ArrayList<>(List.of("output"));
        all.addAll(List.of(arguments));
        Terraform.Outcome outcome = terraform.run(all.toArray(new String[0]));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private Program.Outcome ship(Program build, String version) {
        ExampleProject.PYTHON.code(build.folder(), version);
        Program.Outcome outcome = build.run("--source-version", version, "--build-env", "PIP_INDEX_URL");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    private String live() {
        return owner.alias(FUNCTION).functionVersion();
    }

    @Test
    void nothingThatIsReleasedRolledBackOrShiftedIsTakenBack() throws IOException {
        terraform("apply", "-auto-approve", "-input=false", "-no-color");
        assertThat(owner.invoke(FUNCTION)).contains("no release yet");
        Program build = build();

        ship(build, "1.0.0");
        assertThat(live()).isEqualTo("2");
        assertThat(owner.invoke(FUNCTION)).contains("\"code\": \"1.0.0\"", "\"dependency\": \"1.0.0\"");
        assertThatNothingIsToBeChanged();

        ship(build, "2.0.0");
        Program.Outcome rollback = build.run("rollback");
        assertThat(rollback.exitCode()).as(rollback.toString()).isZero();
        assertThat(live()).isEqualTo("2");
        assertThatNothingIsToBeChanged();

        settingsAreChangedDuringACanary(build);
        settingsAloneAreARelease(build);

        Program.Outcome pruning = build.run("prune");
        assertThat(pruning.exitCode()).isEqualTo(1);
        assertThat(pruning.stderr()).contains("may not lambda:");

        terraform("destroy", "-auto-approve", "-input=false", "-no-color");
        assertThatThrownBy(() -> owner.configuration(FUNCTION, "$LATEST"))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    /** An apply that has something to do leaves the shares of traffic, too; the next release takes the settings live. */
    private void settingsAreChangedDuringACanary(Program build) {
        owner.lambda()
                .updateAlias(request -> request.functionName(FUNCTION)
                        .name("latest")
                        .routingConfig(routing -> routing.additionalVersionWeights(Map.of("3", 0.1))));
        assertThatNothingIsToBeChanged();

        terraform("apply", "-auto-approve", "-input=false", "-no-color", "-var=memory_size=512");
        assertThat(live()).isEqualTo("2");
        assertThat(owner.weights(FUNCTION)).containsEntry("3", 0.1);
        assertThat(owner.configuration(FUNCTION, "latest").memorySize()).isEqualTo(256);

        ship(build, "3.0.0");
        assertThat(owner.configuration(FUNCTION, "latest").memorySize()).isEqualTo(512);
        assertThat(owner.weights(FUNCTION)).isEmpty();
        assertThat(owner.invoke(FUNCTION)).contains("\"code\": \"3.0.0\"", "\"dependency\": \"1.0.0\"");
    }

    /** What Terraform published with its settings is what lambda-ci takes live. */
    private void settingsAloneAreARelease(Program build) {
        terraform("apply", "-auto-approve", "-input=false", "-no-color", "-var=memory_size=1024");
        assertThat(live()).isEqualTo("5");

        ship(build, "3.0.0");
        assertThat(live()).isEqualTo("6");
        assertThat(owner.configuration(FUNCTION, "latest").memorySize()).isEqualTo(1024);
        assertThat(owner.lambda()
                        .listVersionsByFunction(request -> request.functionName(FUNCTION))
                        .versions())
                .hasSize(7);
    }

    /** lambda-ci as in a build: with the variables of the project, and the rights of its role, and nothing else. */
    private Program build() throws IOException {
        String role = output("-raw", "build_role_name");
        Map<String, String> names =
                mapper.readValue(output("-json", "environment"), new TypeReference<TreeMap<String, String>>() {});
        String printed = Iam.rolePolicy(endpoint, role, "lambda-ci");
        assertThat(statements(printed)).isEqualTo(statements(printedPolicy()));

        Iam user = Iam.createUser(endpoint, "build");
        user.allow("lambda-ci", withoutConditions(printed));
        user.allow("build", Iam.rolePolicy(endpoint, role, "build"));
        theToolCanBeFetchedAndNothingElse(user, names);

        Map<String, String> environment = new TreeMap<>(Account.environment(endpoint));
        environment.putAll(user.credentials());
        environment.put("PIP_INDEX_URL", index.pipIndexUrl());
        environment.putAll(names);
        return new Program(folder.resolve("project"), environment);
    }

    private void theToolCanBeFetchedAndNothingElse(Iam user, Map<String, String> names) {
        owner.write(BUCKET, "tools/another.jar", "not for builds");
        try (Account build = new Account(endpoint, user.credentials())) {
            String key = names.getOrDefault("LAMBDA_CI_JAR", "").replace("s3://" + BUCKET + "/", "");
            assertThat(build.hash(BUCKET, key)).isEqualTo(names.get("LAMBDA_CI_JAR_SHA256"));
            assertThatThrownBy(() -> build.hash(BUCKET, "tools/another.jar"))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    /** What {@code lambda-ci policy} prints for the names that the example gives to Terraform. */
    private String printedPolicy() {
        Program.Outcome outcome = new Program(folder.resolve("project"), Map.of())
                .run(
                        "policy",
                        "--command=ship,rollback",
                        "--app-s3-bucket=" + BUCKET,
                        "--function-name=" + FUNCTION,
                        "--account=123456789012",
                        "--region=us-east-1");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome.stdout();
    }

    /** The emulator knows no values to compare with, so that no statement with a condition ever holds. */
    private String withoutConditions(String policy) throws IOException {
        JsonNode document = mapper.readTree(policy);
        document.path("Statement").forEach(statement -> ((ObjectNode) statement).remove("Condition"));
        return document.toString();
    }

    /** Without their names, which Terraform's have none of, and in no order. */
    private Set<JsonNode> statements(String policy) throws IOException {
        Set<JsonNode> statements = new HashSet<>();
        mapper.readTree(policy).path("Statement").forEach(statement -> {
            ((ObjectNode) statement).remove("Sid");
            statements.add(statement);
        });
        return statements;
    }
}

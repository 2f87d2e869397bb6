package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.console.PolicyJson;
import io.github.lambdaci.permissions.Need;
import io.github.lambdaci.permissions.Policy;
import io.github.lambdaci.testing.Emulators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudFormation, as the emulator has it, makes stacks of the templates, and releases by a change set. */
final class CloudFormationIT {
    private static final Path TEMPLATES = Path.of("cloudformation").toAbsolutePath();
    private static final String BUCKET = "cfn-artifacts-";
    /** The emulator has none of these, and passes over them. */
    private static final Set<String> NOT_MADE = Set.of(
            "AWS::CodeBuild::Project", "AWS::CodePipeline::Pipeline", "AWS::Lambda::Alias", "AWS::S3::BucketPolicy");

    private static URI endpoint;

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private AwsCli cli;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        endpoint = Emulators.strictAtOnce();
    }

    @BeforeEach
    void copyTemplates() throws IOException {
        cli = AwsCli.at(endpoint, folder);
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void bootstrapMakesPipelineAndFunction() throws IOException {
        Path jar = Files.writeString(folder.resolve("any.jar"), "a jar");
        set("pipeline.json", Map.of("LambdaCiJarSha256", Sha256.of(jar).toString()));

        AwsCli.Outcome outcome = bootstrap("carts", "--jar", jar.toString());

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("Pipeline carts-pipeline is there");
        assertThat(made("carts-pipeline"))
                .isEqualTo(wanted("pipeline.yml", Set.of("ShipRights", "CheckRights", "AnnounceRights")));
        assertThat(made("carts-pipeline-function")).isEqualTo(wanted("function.yml", Set.of("Layer")));
        assertThat(cli.aws("s3api", "head-object", "--bucket", BUCKET + "carts", "--key", "tools/lambda-ci.jar"))
                .isNotEmpty();
        JsonNode function = cli.aws("lambda", "get-function-configuration", "--function-name", "carts");
        assertThat(function.path("Runtime").asText()).isEqualTo("python3.13");
        assertThat(function.path("Role").asText()).endsWith(":role/carts-pipeline-function-execution");
    }

    @Test
    void bootstrapRefusesAnotherJar() throws IOException {
        Path jar = Files.writeString(folder.resolve("any.jar"), "a jar");

        AwsCli.Outcome outcome = bootstrap("taxes", "--jar", jar.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("is not what LambdaCiJarSha256 in pipeline.json says");
        assertThat(cli.aws("cloudformation", "list-stacks").toString()).doesNotContain("taxes-pipeline");
    }

    @Test
    void buildMayDoWhatThePrintedPolicyAllows() throws IOException {
        set("pipeline.json", Map.of("DeployBy", "lambda-ci", "AllowChecks", "true"));
        AwsCli.Outcome outcome = bootstrap("bills");
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();

        Map<String, String> names = Map.of(
                "partition", "aws",
                "region", "us-east-1",
                "account", "123456789012",
                "function", "bills",
                "layer", "bills-deps",
                "bucket", BUCKET + "bills");
        assertThat(statements(policyOfBuild("bills", "lambda-ci")))
                .isEqualTo(statements(json.readTree(PolicyJson.of(Policy.of(EnumSet.of(Need.SHIP), names)))));
        EnumSet<Need> checks = EnumSet.of(Need.INVOKE, Need.LOGS, Need.ROLLBACK, Need.WATCH);
        assertThat(statements(policyOfBuild("bills", "lambda-ci-checks")))
                .isEqualTo(statements(json.readTree(PolicyJson.of(Policy.of(checks, names)))));
    }

    /** The emulator makes no version and no layer in an update, so only the code is looked at. */
    @Test
    void changeSetReleasesWhatWasUploaded() throws IOException {
        AwsCli.Outcome outcome = bootstrap("orders");
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        String bucket = BUCKET + "orders";
        // Its CloudFormation makes buckets that keep no versions.
        cli.run(List.of(
                "aws",
                "s3api",
                "put-bucket-versioning",
                "--bucket",
                bucket,
                "--versioning-configuration",
                "Status=Enabled"));
        String before = codeOf("orders");

        release("one", bucket, "return 1");
        String one = codeOf("orders");
        release("two", bucket, "return 2");
        String two = codeOf("orders");

        assertThat(one).isNotEqualTo(before).isEqualTo(base64("one.zip"));
        assertThat(two).isNotEqualTo(one).isEqualTo(base64("two.zip"));
        assertThat(cli.aws("cloudformation", "describe-stacks", "--stack-name", "orders-pipeline-function")
                        .at("/Stacks/0/StackStatus")
                        .asText())
                .isEqualTo("UPDATE_COMPLETE");
    }

    /** What the stages Build and Release of the pipeline do. */
    private void release(String version, String bucket, String body) throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        CiFile.write(project.resolve("src/app.py"), "def handler(event, context):\n    " + body + "\n");
        Program.Outcome upload = new Program(project, Account.environment(endpoint))
                .run(
                        "--no-deploy",
                        "--cfn-parameters",
                        folder.resolve("made.json").toString(),
                        "--app-s3-bucket",
                        bucket,
                        "--function-name",
                        "orders",
                        "--app-src-path",
                        "src",
                        "--source-version",
                        version);
        assertThat(upload.exitCode()).as(upload.toString()).isZero();
        String key = "lambda-ci/orders/" + version + "/app.zip";
        cli.aws(
                "s3api",
                "get-object",
                "--bucket",
                bucket,
                "--key",
                key,
                folder.resolve(version + ".zip").toString());
        runBuildSpec();
        // CodePipeline reads the configuration itself; the AWS CLI wants a list.
        ObjectNode configuration = (ObjectNode)
                json.readTree(folder.resolve("release/function.json").toFile()).path("Parameters");
        Map<String, String> given = json.convertValue(configuration, new TypeReference<Map<String, String>>() {});
        String stack = "orders-pipeline-function";
        String name = "release-" + version;
        cli.aws(
                "cloudformation",
                "create-change-set",
                "--stack-name",
                stack,
                "--change-set-name",
                name,
                "--change-set-type",
                "UPDATE",
                "--template-body",
                "file://" + folder.resolve("function.yml"),
                "--parameters",
                parameters(given).toString(),
                "--capabilities",
                "CAPABILITY_NAMED_IAM");
        cli.run(List.of(
                "aws", "cloudformation", "execute-change-set", "--stack-name", stack, "--change-set-name", name));
    }

    /** The build's commands after lambda-ci, in this test's folder. */
    private void runBuildSpec() throws IOException {
        JsonNode template = yaml.readTree(folder.resolve("pipeline.yml").toFile());
        String text = template.at("/Resources/BuildProject/Properties/Source/BuildSpec/2")
                .asText()
                .replace("/tmp/", folder + "/")
                .replace("${TemplateFolder}", folder.toString());
        boolean made = false;
        for (JsonNode command : yaml.readTree(text).at("/phases/build/commands")) {
            if (made) {
                AwsCli.Outcome outcome = cli.run(List.of("sh", "-c", command.asText()));
                assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            }
            made |= command.asText().contains("--cfn-parameters " + folder.resolve("made.json"));
        }
        assertThat(made).as("lambda-ci is told where to write").isTrue();
    }

    private ArrayNode parameters(Map<String, String> values) {
        ArrayNode list = json.createArrayNode();
        values.forEach(
                (name, value) -> list.addObject().put("ParameterKey", name).put("ParameterValue", value));
        return list;
    }

    private AwsCli.Outcome bootstrap(String function, String... options) throws IOException {
        String bucket = BUCKET + function;
        set(
                "pipeline.json",
                Map.of(
                        "FunctionName", function,
                        "ArtifactsBucketName", bucket,
                        "LambdaCiJar", "s3://" + bucket + "/tools/lambda-ci.jar"));
        set("function.json", Map.of("FunctionName", function));
        List<String> command = new ArrayList<>(List.of("sh", "bootstrap"));
        command.addAll(List.of(options));
        command.add(function + "-pipeline");
        return cli.run(command);
    }

    private void set(String file, Map<String, String> values) throws IOException {
        ObjectNode document = (ObjectNode) json.readTree(folder.resolve(file).toFile());
        values.forEach(document.withObject("/Parameters")::put);
        Files.writeString(folder.resolve(file), document.toString());
    }

    /** The logical names of what the emulator made. */
    private Set<String> made(String stack) {
        Set<String> names = new TreeSet<>();
        cli.aws("cloudformation", "describe-stack-resources", "--stack-name", stack)
                .path("StackResources")
                .forEach(
                        resource -> names.add(resource.path("LogicalResourceId").asText()));
        names.removeIf(String::isEmpty);
        return names;
    }

    /** The logical names in a template, without those of kinds that the emulator does not have and those not asked for. */
    private Set<String> wanted(String template, Set<String> without) throws IOException {
        Set<String> names = new TreeSet<>();
        yaml.readTree(folder.resolve(template).toFile())
                .path("Resources")
                .properties()
                .forEach(resource -> {
                    if (!NOT_MADE.contains(resource.getValue().path("Type").asText())
                            && !resource.getValue().path("Condition").asText().startsWith("Tells")) {
                        names.add(resource.getKey());
                    }
                });
        names.removeAll(without);
        return names;
    }

    private JsonNode policyOfBuild(String function, String policy) {
        return cli.aws("iam", "get-role-policy", "--role-name", function + "-pipeline-build", "--policy-name", policy)
                .path("PolicyDocument");
    }

    /** In no order, with lists where IAM takes a single string as well. */
    private Set<JsonNode> statements(JsonNode policy) {
        Set<JsonNode> statements = new HashSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            ObjectNode copy = statement.deepCopy();
            for (String field : List.of("Action", "Resource")) {
                if (copy.path(field).isTextual()) {
                    copy.set(field, json.createArrayNode().add(copy.path(field)));
                }
            }
            statements.add(copy);
        }
        return statements;
    }

    private String codeOf(String function) {
        return cli.aws("lambda", "get-function-configuration", "--function-name", function)
                .path("CodeSha256")
                .asText();
    }

    private String base64(String file) throws IOException {
        return Sha256.of(folder.resolve(file)).base64();
    }
}

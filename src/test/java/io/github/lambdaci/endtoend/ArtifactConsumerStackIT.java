package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.Messaging;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudFormation, as the emulator has it, makes what Terraform's module makes. */
final class ArtifactConsumerStackIT {
    private static final Path TEMPLATE =
            Path.of("cloudformation/artifact-consumer.yml").toAbsolutePath();
    private static final String STACK = "artifact-consumer";

    private URI endpoint;
    private AwsCli cli;
    private String topic;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        endpoint = Emulators.strictAtOnce();
        cli = AwsCli.at(endpoint, folder);
        topic = new Messaging(endpoint).createTopic("shop-artifacts");
    }

    private void create(String... parameters) {
        List<String> arguments = new ArrayList<>(List.of(
                "cloudformation",
                "create-stack",
                "--stack-name",
                STACK,
                "--capabilities",
                "CAPABILITY_IAM",
                "--template-body",
                "file://" + TEMPLATE,
                "--parameters",
                "ParameterKey=TopicArn,ParameterValue=" + topic));
        arguments.addAll(List.of(parameters));
        JsonNode unused = cli.aws(arguments.toArray(new String[0]));
    }

    private Map<String, String> resources() {
        Map<String, String> resources = new TreeMap<>();
        cli.aws("cloudformation", "describe-stack-resources", "--stack-name", STACK)
                .path("StackResources")
                .forEach(resource -> resources.put(
                        resource.path("LogicalResourceId").asText(),
                        resource.path("PhysicalResourceId").asText()));
        return resources;
    }

    /** The emulator passes over subscriptions, policies of queues and alarms: their schemas are checked by cfn-lint. */
    @Test
    void stackMakesWhatTheModuleMakesAndItsCodeRuns() throws IOException {
        create("ParameterKey=Functions,ParameterValue=orders");

        Map<String, String> resources = resources();
        assertThat(resources).containsKeys("Queue", "DeadLetters", "EventSource", "LogGroup", "Bucket");
        String policy = Iam.rolePolicy(endpoint, resources.getOrDefault("Role", ""), "artifact-consumer");
        // Which the emulator keeps as Python writes it.
        assertThat(policy)
                .contains("'Sid': 'Logs'", "'Sid': 'Queue'", "'Sid': 'Artifacts'", "'Sid': 'Missing'")
                .doesNotContain("'Sid': 'Source'", "'Sid': 'Key'");
        String function = resources.getOrDefault("Function", "");
        JsonNode configuration = cli.aws(
                "lambda",
                "update-function-configuration",
                "--function-name",
                function,
                // The emulator gives functions only one of AWS's two variables.
                "--environment",
                "Variables={BUCKET=" + resources.get("Bucket") + ",AWS_DEFAULT_REGION=us-east-1}");
        assertThat(configuration.path("Handler").asText()).isEqualTo("index.handler");
        Path answer = folder.resolve("answer.json");
        JsonNode unused = cli.aws(
                "lambda",
                "invoke",
                "--function-name",
                function,
                "--payload",
                "{\"Records\": [{\"messageId\": \"1\", \"body\": \"{}\"}]}",
                answer.toString());
        assertThat(new ObjectMapper().readTree(Files.readString(answer)))
                .isEqualTo(new ObjectMapper().readTree("{\"batchItemFailures\": [{\"itemIdentifier\": \"1\"}]}"));
    }
}

package io.github.lambdaci.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.console.PolicyJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform's module makes the policy that lambda-ci prints. */
final class PolicyModuleIT {
    private static final Set<Need> NEEDS =
            EnumSet.of(Need.SHIP, Need.ROLLBACK, Need.PRUNE, Need.LOGS, Need.INVOKE, Need.WATCH);
    private static final Set<Need> TOLD = EnumSet.of(Need.NOTIFY_WEBHOOK, Need.NOTIFY_SNS, Need.NOTIFY_EVENTBRIDGE);

    @TempDir
    private Path folder;

    @Test
    void moduleMakesThePolicyThatIsPrinted() throws Exception {
        Assumptions.assumeTrue(terraform("version").exitCode() == 0, "Terraform is not installed");
        Path module = Path.of("terraform/modules/lambda-ci-policy").toAbsolutePath();
        Files.writeString(folder.resolve("main.tf"), """
                module "policy" {
                  source        = "%s"
                  function_name = "orders"
                  bucket        = "artifacts"
                  commands      = [%s]
                  account_id    = "123456789012"
                  region        = "eu-west-1"

                  webhook_parameter_name = "/ci/slack"
                  topic_arn              = "arn:aws:sns:us-east-1:210987654321:releases"
                  event_bus_arn          = "arn:aws:events:eu-west-1:123456789012:event-bus/releases"
                }

                output "json" {
                  value = module.policy.json
                }
                """.formatted(
                module, NEEDS.stream().map(need -> "\"" + need.word() + "\"").collect(Collectors.joining(", "))));
        assertThat(terraform("init", "-input=false").exitCode()).isZero();
        assertThat(terraform("apply", "-auto-approve", "-input=false").exitCode())
                .isZero();

        String made = terraform("output", "-raw", "json").output();

        Map<String, String> names = Map.ofEntries(
                Map.entry("partition", "aws"),
                Map.entry("region", "eu-west-1"),
                Map.entry("account", "123456789012"),
                Map.entry("function", "orders"),
                Map.entry("layer", "orders-deps"),
                Map.entry("bucket", "artifacts"),
                Map.entry("parameter", "ci/slack"),
                Map.entry("topic", "releases"),
                Map.entry("topic_region", "us-east-1"),
                Map.entry("topic_account", "210987654321"),
                Map.entry("bus", "releases"),
                Map.entry("bus_region", "eu-west-1"),
                Map.entry("bus_account", "123456789012"));
        Set<Need> all = EnumSet.copyOf(NEEDS);
        all.addAll(TOLD);
        assertThat(statements(made)).isEqualTo(statements(PolicyJson.of(Policy.of(all, names))));
    }

    private record Outcome(int exitCode, String output) {}

    private Outcome terraform(String... arguments) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder("terraform");
            builder.command().addAll(java.util.List.of(arguments));
            Process process = builder.directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(127, "");
        }
    }

    /** Without their names, which Terraform's have none of, and in no order. */
    private static Set<JsonNode> statements(String policy) throws IOException {
        Set<JsonNode> statements = new HashSet<>();
        new ObjectMapper().readTree(policy).path("Statement").forEach(statement -> {
            ((com.fasterxml.jackson.databind.node.ObjectNode) statement).remove("Sid");
            statements.add(statement);
        });
        return statements;
    }
}

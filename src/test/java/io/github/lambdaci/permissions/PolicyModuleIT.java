package io.github.lambdaci.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.console.PolicyJson;
import io.github.lambdaci.testing.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform's module makes the policy that lambda-ci prints. */
final class PolicyModuleIT {
    private static final Set<Need> NEEDS =
            EnumSet.of(Need.SHIP, Need.ROLLBACK, Need.PRUNE, Need.LOGS, Need.INVOKE, Need.ANNOUNCE, Need.WATCH);
    private static final Set<Need> TOLD =
            EnumSet.of(Need.NOTIFY_WEBHOOK, Need.NOTIFY_SNS, Need.NOTIFY_EVENTBRIDGE, Need.ANNOUNCE_SNS);
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("partition", "aws"),
            Map.entry("region", "eu-west-1"),
            Map.entry("account", "123456789012"),
            Map.entry("function", "orders"),
            Map.entry("layer", "orders-deps"),
            Map.entry("bucket", "artifacts"),
            Map.entry("application", "shop"),
            Map.entry("group", "orders"),
            Map.entry("owner", "210987654321"),
            Map.entry("domain", "acme"),
            Map.entry("repository", "python"),
            Map.entry("parameter", "ci/slack"),
            Map.entry("topic", "releases"),
            Map.entry("topic_region", "us-east-1"),
            Map.entry("topic_account", "210987654321"),
            Map.entry("bus", "releases"),
            Map.entry("bus_region", "eu-west-1"),
            Map.entry("bus_account", "123456789012"),
            Map.entry("announcements", "artifacts"),
            Map.entry("announcements_region", "us-east-1"),
            Map.entry("announcements_account", "210987654321"));

    @TempDir
    private Path folder;

    @Test
    void moduleMakesThePolicyThatIsPrinted() throws Exception {
        assertThat(made("")).isEqualTo(printed(NEEDS));
    }

    @Test
    void moduleAllowsCodeDeployAndCodeArtifactWhereTheyAreUsed() throws Exception {
        Set<Need> needs = EnumSet.copyOf(NEEDS);
        needs.add(Need.CODEDEPLOY);
        needs.add(Need.CODEARTIFACT);

        assertThat(made("""
                codedeploy   = { application = "shop", group = "orders" }
                codeartifact = { domain = "acme", repository = "python", owner = "210987654321" }
                """)).isEqualTo(printed(needs));
    }

    @Test
    void moduleAllowsToTellWhoeverIsNamed() throws Exception {
        Set<Need> needs = EnumSet.copyOf(NEEDS);
        needs.addAll(TOLD);

        assertThat(made("""
                webhook_parameter_name = "/ci/slack"
                topic_arn              = "arn:aws:sns:us-east-1:210987654321:releases"
                event_bus_arn          = "arn:aws:events:eu-west-1:123456789012:event-bus/releases"
                announce_topic_arn     = "arn:aws:sns:us-east-1:210987654321:artifacts"
                """)).isEqualTo(printed(needs));
    }

    private Set<JsonNode> made(String more) throws IOException {
        Files.writeString(folder.resolve("main.tf"), """
                module "policy" {
                  source        = "%s"
                  function_name = "orders"
                  bucket        = "artifacts"
                  commands      = [%s]
                  account_id    = "123456789012"
                  region        = "eu-west-1"
                  %s
                }

                output "json" {
                  value = module.policy.json
                }
                """.formatted(
                        Path.of("terraform/modules/lambda-ci-policy").toAbsolutePath(),
                        NEEDS.stream().map(need -> "\"" + need.word() + "\"").collect(Collectors.joining(", ")),
                        more));
        Terraform terraform = new Terraform(folder, Map.of());
        terraform.initOrSkip();
        assertThat(terraform.run("apply", "-auto-approve", "-input=false").exitCode())
                .isZero();
        return statements(terraform.run("output", "-raw", "json").output());
    }

    private static Set<JsonNode> printed(Set<Need> needs) throws IOException {
        return statements(PolicyJson.of(Policy.of(needs, NAMES)));
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

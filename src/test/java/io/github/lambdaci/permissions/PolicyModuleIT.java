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

        Map<String, String> names = Map.of(
                "partition",
                "aws",
                "region",
                "eu-west-1",
                "account",
                "123456789012",
                "function",
                "orders",
                "layer",
                "orders-deps",
                "bucket",
                "artifacts");
        assertThat(statements(made)).isEqualTo(statements(PolicyJson.of(Policy.of(NEEDS, names))));
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

package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.Plans;
import io.github.lambdaci.testing.Releases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTextTests {
    private static final List<Ending<Release>> ENDINGS = List.of(
            new Ending.Done<>("orders", Releases.published(), Duration.ofMillis(3400)),
            new Ending.Done<>("customers", Releases.unchanged(), Duration.ofMillis(600)),
            new Ending.Done<>("reports", Releases.inCode(), Duration.ofMillis(1900)),
            new Ending.Failed<>(
                    "mail",
                    new BuildException("pip exited with status 1", "see its output above"),
                    Duration.ofSeconds(75)),
            new Ending.Skipped<>("invoices", "mail"),
            new Ending.Done<>("search (eu-west-1)", Releases.first(), Duration.ofMillis(4000)));

    @Test
    void table() {
        GoldenFile.of(getClass(), "fleet.txt").assertHolds(FleetText.of(ENDINGS) + "\n");
    }

    @Test
    void plansFollowTheirSchema() throws IOException {
        List<Ending<Plan>> endings = List.of(
                new Ending.Done<>("orders", Plans.released(), Duration.ofMillis(700)),
                new Ending.Failed<>("mail", new BuildException("no pip", "install it"), Duration.ofMillis(5)),
                new Ending.Skipped<>("invoices", "mail"));
        JsonNode document = new ObjectMapper().readTree(FleetJson.plans(endings));

        assertThat(document.path("functions").get(0).path("plan"))
                .isEqualTo(new ObjectMapper().readTree(PlanJson.of(Plans.released())));
        document.path("functions").forEach(function -> ((ObjectNode) function).putObject("plan"));
        assertThat(JsonSchema.read(Path.of("docs/fleet-plan.schema.json")).violations(document))
                .isEmpty();
    }

    @Test
    void noFunctionsAreNoTable() {
        assertThat(FleetText.of(List.of())).isEqualTo("No function has anything that changed");
    }

    @Test
    void documentFollowsItsSchema() throws IOException {
        JsonNode document = new ObjectMapper().readTree(FleetJson.of(ENDINGS));

        JsonNode around = document.deepCopy();
        // Has a schema of its own.
        around.path("functions").forEach(function -> ((ObjectNode) function).putObject("release"));

        assertThat(JsonSchema.read(Path.of("docs/fleet.schema.json")).violations(around))
                .isEmpty();
        assertThat(document.path("functions").get(0).path("release"))
                .isEqualTo(new ObjectMapper().readTree(ReleaseJson.of(Releases.published())));
        assertThat(document.path("functions").get(3).path("error").textValue()).isEqualTo("pip exited with status 1");
        assertThat(document.path("functions").get(4).path("status").textValue()).isEqualTo("not-begun");
        assertThat(document.path("functions").get(4).path("release").isNull()).isTrue();
    }
}

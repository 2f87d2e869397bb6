package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.Plans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanJsonTests {
    private static final JsonSchema SCHEMA = JsonSchema.read(Path.of("docs/plan.schema.json"));

    static Stream<Plan> plans() {
        return Plans.all();
    }

    @Test
    void planWithChanges() {
        GoldenFile.of(getClass(), "plan.json").assertHolds(PlanJson.of(Plans.released()) + "\n");
    }

    @Test
    void allFilesAreListed() throws IOException {
        JsonNode document = new ObjectMapper().readTree(PlanJson.of(Plans.longLists()));
        assertThat(document.path("code").path("files")).hasSize(333);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyPlanFollowsTheSchema(Plan plan) throws IOException {
        assertThat(SCHEMA.violations(new ObjectMapper().readTree(PlanJson.of(plan))))
                .isEmpty();
    }

    @Test
    void schemaRefusesOtherDocuments() throws IOException {
        JsonNode document = new ObjectMapper().readTree(PlanJson.of(Plans.released()));
        ((ObjectNode) document).remove("changes");
        ((ObjectNode) document.path("aliasChange")).put("kind", "perhaps");
        ((ObjectNode) document.path("code").path("files").path(0)).put("more", 1);
        assertThat(SCHEMA.violations(document))
                .containsExactlyInAnyOrder(
                        "$.changes is missing",
                        "$.aliasChange.kind is none of [\"none\",\"create\",\"move\",\"clear-weights\"]",
                        "$.code.files[].more is not described");
    }
}

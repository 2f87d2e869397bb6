package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.Releases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseJsonTests {
    private static final JsonSchema SCHEMA = JsonSchema.read(Path.of("docs/release.schema.json"));

    static Stream<Release> releases() {
        return Stream.of(
                Releases.published(),
                Releases.first(),
                Releases.unchanged(),
                Releases.reverted(),
                Releases.inCode(),
                Releases.waiting(),
                Releases.uploaded(),
                Releases.alreadyUploaded());
    }

    @Test
    void publishedRelease() {
        GoldenFile.of(getClass(), "published.json").assertHolds(ReleaseJson.of(Releases.published()) + "\n");
    }

    @Test
    void dependenciesInTheCodeHaveNoLayer() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(ReleaseJson.of(Releases.inCode()))
                        .path("dependencies"))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"changed\":true,\"fingerprint\":\"" + Releases.hash("fingerprint")
                                + "\",\"sha256\":\"" + Releases.hash("packages")
                                + "\",\"bytes\":2123456,\"layerVersionArn\":null,\"artifact\":null}"));
    }

    @Test
    void firstReleaseHasNullsForWhatIsNotThere() {
        GoldenFile.of(getClass(), "first.json").assertHolds(ReleaseJson.of(Releases.first()) + "\n");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyReleaseFollowsTheSchema(Release release) throws IOException {
        assertThat(SCHEMA.violations(new ObjectMapper().readTree(ReleaseJson.of(release))))
                .isEmpty();
    }

    @Test
    void schemaRefusesOtherDocuments() throws IOException {
        JsonNode document = new ObjectMapper().readTree(ReleaseJson.of(Releases.published()));
        ((ObjectNode) document).remove("alias");
        ((ObjectNode) document).put("status", "perhaps");
        ((ObjectNode) document.path("code")).put("bytes", "many").put("more", 1);
        assertThat(SCHEMA.violations(document))
                .containsExactlyInAnyOrder(
                        "$.alias is missing",
                        "$.status is none of [\"published\",\"unchanged\",\"waiting\",\"uploaded\"]",
                        "$.code.bytes is not of type \"integer\"",
                        "$.code.more is not described");
    }
}

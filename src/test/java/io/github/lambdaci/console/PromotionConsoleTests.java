package io.github.lambdaci.console;

import static io.github.lambdaci.testing.Releases.hash;
import static io.github.lambdaci.testing.Releases.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.notification.Message;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.project.Provenance;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.Releases;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people and programs are told of a promotion, besides what they are told of every release. */
class PromotionConsoleTests {
    private static final FunctionVersion OLD = version("41", "old code", "settings");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<Message> told = new ArrayList<>();
    private final ConsoleLog console = new ConsoleLog(
            new PrintStream(written, true, StandardCharsets.UTF_8),
            Terminal.PLAIN,
            () -> Instant.parse("2026-11-21T02:14:05Z"));

    private void play() {
        Release release = Releases.promoted();
        Provenance from = release.project().provenance().orElseThrow();
        console.announcements().to("somebody", told::add);
        console.started(release.project());
        console.stage(Stage.CHECK);
        console.functionRead(OLD, "latest", Optional.of(new LiveAlias(OLD, Map.of(), "revision")));
        console.stage(Stage.BUNDLE);
        console.bundling().nothingToCopy(from);
        console.bundling().codeCopied(from, new Archive(Path.of("app.zip"), hash("new code"), 120_345, 300_000, 12));
        console.bundling()
                .layerCopied(from, new Archive(Path.of("deps.zip"), hash("packages"), 2_123_456, 8_000_000, 120));
        console.changing();
        console.finished(release);
    }

    @Test
    void whatWasCopiedIsToldWithItsHash() {
        play();

        GoldenFile.of(getClass(), "promotion.txt").assertHolds(written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void othersAreToldFromWhere() throws JsonProcessingException {
        play();

        assertThat(told)
                .hasSize(2)
                .allSatisfy(
                        message -> assertThat(message.lines()).contains("promoted from: qa: version 7 of orders-qa"));
        JsonSchema schema = JsonSchema.read(Path.of("docs/notification.schema.json"));
        for (Message message : told) {
            assertThat(schema.violations(new ObjectMapper().readTree(message.document())))
                    .isEmpty();
            assertThat(message.document()).contains("\"promotedFrom\":{\"environment\":\"qa\"");
        }
    }

    @Test
    void documentSaysFromWhere() throws JsonProcessingException {
        String document = ReleaseJson.of(Releases.promoted());

        assertThat(document).contains("\"environment\": \"qa\"", "\"version\": \"7\"");
        assertThat(JsonSchema.read(Path.of("docs/release.schema.json"))
                        .violations(new ObjectMapper().readTree(document)))
                .isEmpty();
    }
}

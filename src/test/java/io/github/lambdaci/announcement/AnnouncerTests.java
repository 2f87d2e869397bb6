package io.github.lambdaci.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.history.Rollback;
import io.github.lambdaci.history.RollbackRequest;
import io.github.lambdaci.notification.Message;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.World;
import io.github.lambdaci.project.LambdaProject.Target;
import io.github.lambdaci.testing.FakeArtifactLinks;
import io.github.lambdaci.testing.FakeChannel;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.RecordingAnnouncementLog;
import io.github.lambdaci.testing.RecordingRollbackLog;
import io.github.lambdaci.traffic.TrafficPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnnouncerTests {
    private static final TopicArn TOPIC = TopicArn.of("arn:aws:sns:eu-west-1:210987654321:artifacts");
    private static final Target TARGET = new Target("artifacts", "orders", "latest", "orders-deps");
    private static final ArtifactKeys KEYS = new ArtifactKeys("artifacts", "orders");
    private static final ArtifactKey RECORD = KEYS.announcement("latest");
    private static final JsonSchema SCHEMA = JsonSchema.read(Path.of("docs/announcement.schema.json"));

    private final FakeChannel channel = new FakeChannel("SNS topic " + TOPIC);
    private final List<String> events = new ArrayList<>();
    private World world;

    @TempDir
    private Path folder;

    /** Version 1 is Terraform's. */
    @BeforeEach
    void makeTheWorld() throws IOException {
        world = new World(folder);
        world.terraformMakesTheFunction();
        world.dependencies("requests==2.31.0");
    }

    private Announcer announcer(TopicArn topic) {
        return new Announcer(
                world.account(),
                new Announcer.Outlet(
                        new AnnouncementRequest(topic, Duration.ofMinutes(15)), channel, new FakeArtifactLinks()),
                new RecordingAnnouncementLog(events),
                () -> FakeArtifactLinks.NOW);
    }

    private Release release(String version) throws IOException {
        world.code("print('" + version + "')");
        return world.run(version);
    }

    private void announce(Release release) {
        announcer(TOPIC).announce(release);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private JsonNode told() {
        List<Message> messages = channel.messages();
        return json(messages.get(messages.size() - 1).document());
    }

    @Test
    void announcementSaysWhatIsLiveAndWhereItIs() throws IOException {
        announce(release("1.0"));

        assertThat(channel.messages()).hasSize(1);
        assertThat(channel.titles()).containsExactly("orders 1.0 is live at version 2 (alias latest)");
        assertThat(channel.messages().get(0).attributes())
                .isEqualTo(Map.of(
                        "kind", "artifacts",
                        "account", "123456789012",
                        "region", "eu-west-1",
                        "function", "orders",
                        "alias", "latest"));
        JsonNode told = told();
        assertThat(SCHEMA.violations(told)).isEmpty();
        assertThat(told.path("version").asText()).isEqualTo("2");
        assertThat(told.path("sourceVersion").asText()).isEqualTo("1.0");
        assertThat(told.path("announcedAt").asText()).isEqualTo("2026-11-22T10:00:00Z");
        JsonNode code = told.path("code");
        assertThat(code.path("key").asText()).isEqualTo("lambda-ci/orders/1.0/app.zip");
        assertThat(code.path("latestKey").asText()).isEqualTo("lambda-ci/orders/latest/app.zip");
        assertThat(Sha256.ofBase64(code.path("sha256Base64").asText()).hex())
                .isEqualTo(code.path("sha256").asText())
                .isEqualTo(world.store
                        .find(KEYS.code("1.0"))
                        .orElseThrow()
                        .sha256()
                        .hex());
        assertThat(code.path("url").asText())
                .startsWith("https://signed.example/lambda-ci/orders/1.0/app.zip?versionId=v");
        assertThat(code.path("urlExpires").asText()).isEqualTo("2026-11-22T10:15:00Z");
        JsonNode dependencies = told.path("dependencies");
        assertThat(dependencies.path("key").asText())
                .isEqualTo(
                        "lambda-ci/packages/" + dependencies.path("fingerprint").asText() + ".zip");
        assertThat(dependencies.path("layerVersionArn").asText()).endsWith(":layer:orders-deps:1");
        assertThat(events).containsExactly("announced 2 1.0 to artifacts until 2026-11-22T10:15:00Z");
    }

    @Test
    void recordIsTheAnnouncementWithoutUrls() throws IOException {
        announce(release("1.0"));

        JsonNode record = json(new String(world.store.read(RECORD).orElseThrow(), StandardCharsets.UTF_8));

        assertThat(SCHEMA.violations(record)).isEmpty();
        assertThat(record.path("code").has("url")).isFalse();
        assertThat(record.path("dependencies").path("sha256"))
                .isEqualTo(told().path("dependencies").path("sha256"));
    }

    @Test
    void whatWasAnnouncedIsNotAnnouncedAgain() throws IOException {
        announce(release("1.0"));
        announce(world.run("1.0-rebuilt"));

        assertThat(channel.titles()).hasSize(1);
        assertThat(events).endsWith("announcedBefore 2 to artifacts");
    }

    @Test
    void anotherTopicHasNotHeardOfIt() throws IOException {
        Release release = release("1.0");
        announce(release);

        announcer(TopicArn.of("arn:aws:sns:eu-west-1:210987654321:others")).announce(release);

        assertThat(channel.titles()).hasSize(2);
    }

    @Test
    void failedAnnouncementSaysWhatIsLiveAndIsMadeUpForByTheNextRun() throws IOException {
        Release release = release("1.0");
        channel.refuse(new AwsException("publishing to SNS topic failed", "allow it"));

        assertThatThrownBy(() -> announce(release)).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e)
                    .hasMessage(
                            "orders is live at version 2 (alias latest), but it was not announced: publishing to SNS topic"
                                    + " failed");
            assertThat(e.hint())
                    .startsWith("allow it\n")
                    .contains("run the same command again")
                    .contains("lambda-ci announce");
        });
        assertThat(world.store.read(RECORD)).isEmpty();

        channel.takeAgain();
        announce(world.run("1.0"));
        assertThat(channel.titles()).hasSize(1);
    }

    @Test
    void interruptionStaysOne() throws IOException {
        Release release = release("1.0");
        channel.refuse(new InterruptedRunException("publishing"));

        assertThatThrownBy(() -> announce(release)).isInstanceOf(InterruptedRunException.class);
    }

    @Test
    void codeOfAnEarlierReleaseIsFoundWhereItIs() throws IOException {
        announce(release("1.0"));
        world.dependencies("requests==2.32.0");
        announce(world.run("1.1"));

        assertThat(told().path("sourceVersion").asText()).isEqualTo("1.1");
        assertThat(told().path("code").path("key").asText()).isEqualTo("lambda-ci/orders/1.0/app.zip");
    }

    @Test
    void rollbackIsAnnouncedWhenItIsAskedFor() throws IOException {
        announce(release("1.0"));
        announce(release("2.0"));
        new Rollback(world.account(), world.log, new RecordingRollbackLog(), () -> FakeArtifactLinks.NOW)
                .run(new RollbackRequest(TARGET, Optional.empty(), TrafficPolicy.USUAL));

        assertThat(announcer(TOPIC).announce(TARGET).version()).isEqualTo("2");

        assertThat(told().path("sourceVersion").asText()).isEqualTo("1.0");
        assertThat(told().path("code").path("key").asText()).isEqualTo("lambda-ci/orders/1.0/app.zip");
    }

    @Test
    void dependenciesThatNobodyRecordedAreToldByTheirLayer() throws IOException {
        Release unused = release("1.0");
        world.store.remove(KEYS.marker("latest"));

        assertThat(announcer(TOPIC).announce(TARGET).version()).isEqualTo("2");

        assertThat(told().path("dependencies").path("key").asText()).startsWith("lambda-ci/packages/");
    }

    @Test
    void dependenciesThatWereBuiltTwiceAreThoseOfTheLayer() throws IOException {
        Release release = release("1.0");
        StoredArtifact packages = release.uploaded().packages().orElseThrow();
        byte[] built = world.store.read(packages.key()).orElseThrow();
        world.store.write("built again".getBytes(StandardCharsets.UTF_8), packages.key());

        announce(release);

        assertThat(told().path("dependencies").path("sha256").asText())
                .isEqualTo(Sha256.of(built).hex());
        assertThat(told().path("dependencies").path("key").asText()).isEqualTo("lambda-ci/orders/1.0/deps.zip");
    }

    @Test
    void trafficThatIsSharedIsNotAnnounced() throws IOException {
        Release unused = release("1.0");
        world.lambda.changeAlias("orders", "latest", world.live(), Map.of("1", 0.1));

        assertThatThrownBy(() -> announcer(TOPIC).announce(TARGET))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("shares its traffic between version 2 and version 1");
        assertThat(channel.titles()).isEmpty();
    }

    @Test
    void functionWithoutALayerHasNoDependencies() throws IOException {
        world = new World(folder.resolve("code-only"));
        world.terraformMakesTheFunction();

        announce(release("1.0"));

        assertThat(told().path("dependencies").isNull()).isTrue();
        assertThat(SCHEMA.violations(told())).isEmpty();
    }

    @Test
    void codeThatIsGoneCannotBeAnnounced() throws IOException {
        Release unused = release("1.0");
        world.store.remove(KEYS.code("1.0"));

        assertThatThrownBy(() -> announcer(TOPIC).announce(TARGET))
                .isInstanceOf(ProjectException.class)
                .hasMessageStartingWith("the code of version 2 is not in the bucket any more");
        assertThat(channel.titles()).isEmpty();
    }
}

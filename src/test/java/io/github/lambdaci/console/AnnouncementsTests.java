package io.github.lambdaci.console;

import static io.github.lambdaci.testing.Releases.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.notification.Message;
import io.github.lambdaci.notification.Undelivered;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.Stage;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnouncementsTests {
    private static final FunctionVersion OLD = version("41", "old code", "settings");
    private static final LiveAlias BEFORE = new LiveAlias(OLD, Map.of(), "revision");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<Message> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T02:14:05Z");
    private final ConsoleLog console =
            new ConsoleLog(new PrintStream(written, true, StandardCharsets.UTF_8), Terminal.PLAIN, () -> now);

    @BeforeEach
    void listen() {
        console.announcements().to("CodeBuild build orders:17", told::add);
    }

    private void begin() {
        console.started(Releases.PROJECT);
        console.stage(Stage.CHECK);
        console.functionRead(OLD, "latest", Optional.of(BEFORE));
        now = now.plusSeconds(12);
    }

    private void assertGolden(String name) {
        StringBuilder text = new StringBuilder();
        told.forEach(message -> text.append(message.title())
                .append('\n')
                .append(String.join("\n", message.quoted()).indent(4))
                .append(String.join("\n", message.lines()).indent(2)));
        GoldenFile.of(getClass(), name).assertHolds(text.toString());
    }

    private JsonNode document(int number) {
        try {
            return new ObjectMapper().readTree(told.get(number).document());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void documentsFollowTheSchema() {
        JsonSchema schema = JsonSchema.read(Path.of("docs/notification.schema.json"));
        for (int i = 0; i < told.size(); i++) {
            assertThat(schema.violations(document(i))).isEmpty();
        }
    }

    @Test
    void releaseThatChangesSomethingIsToldTwice() {
        begin();
        console.changing();
        now = now.plusSeconds(30);
        console.finished(Releases.published());

        assertGolden("announced-release.txt");
        assertThat(told.get(1).attributes())
                .isEqualTo(
                        Map.of("operation", "release", "state", "succeeded", "function", "orders", "alias", "latest"));
        assertThat(document(1).path("version").asText()).isEqualTo("42");
        assertThat(document(1).path("previousVersion").asText()).isEqualTo("41");
        assertThat(document(1).path("milliseconds").asInt()).isEqualTo(42_000);
        assertThat(document(1).path("status").asText()).isEqualTo("published");
        assertThat(document(1).path("dependencies").path("changed").asBoolean()).isTrue();
    }

    @Test
    void releaseThatChangesNothingIsNoNews() {
        begin();
        console.finished(Releases.unchanged());

        assertThat(told).isEmpty();
    }

    @Test
    void versionThatWaitsIsNewsOnlyWhenItIsNew() {
        Release published = Releases.published();
        Release waiting = new Release(
                published.project(),
                published.live(),
                published.previousVersion(),
                Release.Status.WAITING,
                published.code(),
                published.dependencies(),
                published.size(),
                published.uploaded(),
                published.durations());
        begin();
        console.finished(waiting);
        assertThat(told).isEmpty();

        console.changing();
        console.finished(waiting);

        assertThat(told.get(1).title()).isEqualTo("orders has version 42 ready, alias latest was left as it is");
        assertThat(document(1).path("status").asText()).isEqualTo("waiting");
    }

    @Test
    void failureIsToldWithItsFirstLinesAndWhatIsLive() {
        begin();
        console.announcements()
                .failed(
                        new AwsException("one https://me:secret@host/\ntwo\nthree\nfour\nfive\nsix", "try\nagain"),
                        false);

        assertGolden("announced-failure.txt");
        assertThat(document(0).path("error").path("standing").asText())
                .isEqualTo(
                        "stopped in stage check: live traffic was not touched, alias latest still points to version 41");
        assertThat(told.toString()).doesNotContain("secret");
    }

    @Test
    void whatAFunctionLoggedStaysInTheRunsOwnLog() {
        begin();
        console.announcements()
                .failed(
                        new VersionCheckException(
                                "version 3 failed its check\nits log ends with:\n  customer 17 ordered\nmore", "look"),
                        false);

        assertThat(told.get(0).quoted()).containsExactly("version 3 failed its check", "its log ends with:", "...");
        assertThat(told.toString()).doesNotContain("customer");
    }

    @Test
    void trafficThatWentBackIsTold() {
        begin();
        console.changing();
        console.stage(Stage.PUBLISH);
        console.traffic().goingBack("latest", OLD, "alarm 'errors' went off");
        console.traffic().wentBack("latest", OLD);
        console.announcements().failed(new VersionCheckException("alarm 'errors' went off", "look"), false);

        assertGolden("announced-way-back.txt");
        assertThat(document(1).path("state").asText()).isEqualTo("went-back");
    }

    @Test
    void interruptionIsNewsOnlyWhenSomethingWasBegun() {
        begin();
        console.announcements().failed(new InterruptedRunException("entering the bundle stage"), true);
        console.announcements().failed(new IllegalStateException("cut off"), true);
        assertThat(told).isEmpty();

        console.changing();
        console.announcements().failed(new IllegalStateException("cut off"), true);

        assertThat(told.get(1).title()).contains("failed");
        assertThat(told.get(1).quoted()).containsExactly("interrupted");
    }

    @Test
    void bugIsTold() {
        begin();
        console.announcements().failed(new IllegalStateException("no"), false);

        assertThat(told.get(0).quoted()).containsExactly("a bug in lambda-ci: java.lang.IllegalStateException: no");
    }

    @Test
    void failureBeforeARunBeganIsNotTold() {
        console.announcements().failed(new IllegalStateException("no"), false);

        assertThat(told).isEmpty();
    }

    @Test
    void rollbackIsTold() {
        FunctionVersion back = version("40", "older code", "settings");
        console.rollingBack().begun(Releases.PROJECT.target());
        console.rollingBack().started(Releases.PROJECT.target(), BEFORE, "40", "1.3.0");
        console.rollingBack().checked(back);
        console.rollingBack()
                .finished(new RollbackResult(
                        Releases.PROJECT.target(),
                        RollbackResult.Status.ROLLED_BACK,
                        back,
                        "1.3.0",
                        Optional.of("41")));

        assertGolden("announced-rollback.txt");
        assertThat(document(1).path("status").asText()).isEqualTo("rolled-back");
        assertThat(document(1).path("version").asText()).isEqualTo("40");
    }

    @Test
    void rollbackToWhatIsLiveIsNoNews() {
        console.rollingBack().begun(Releases.PROJECT.target());
        console.rollingBack().started(Releases.PROJECT.target(), BEFORE, "41", "1.3.0");
        console.rollingBack()
                .finished(new RollbackResult(
                        Releases.PROJECT.target(), RollbackResult.Status.UNCHANGED, OLD, "1.3.0", Optional.empty()));

        assertThat(told).isEmpty();
    }

    @Test
    void whatWasNotDeliveredIsAWarning() {
        console.announcements()
                .undelivered(new Undelivered(1, "telling webhook env:X failed: it answered with status 500", "look"));
        console.announcements().undelivered(new Undelivered(2, "telling b failed: no", "look"));

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("""
                warning  telling webhook env:X failed: it answered with status 500; a notification did not get there
                warning    look
                warning  telling b failed: no; 2 notifications did not get there
                warning    look
                """);
    }
}

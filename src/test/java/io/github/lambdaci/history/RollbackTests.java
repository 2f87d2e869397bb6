package io.github.lambdaci.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.pipeline.StateMarkers;
import io.github.lambdaci.pipeline.World;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.testing.RecordingRollbackLog;
import io.github.lambdaci.testing.Writes;
import io.github.lambdaci.traffic.Shift;
import io.github.lambdaci.traffic.SmokeCheck;
import io.github.lambdaci.traffic.TrafficPolicy;
import io.github.lambdaci.traffic.WatchedAlarms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTests {
    private static final Instant NOW = Instant.parse("2026-11-21T13:00:00Z");
    private static final ArtifactKey MARKER = new ArtifactKey("artifacts", "lambda-ci/orders/latest/latest.json");
    private static final LambdaProject.Target TARGET =
            new LambdaProject.Target("artifacts", "orders", "latest", "orders-deps");

    @TempDir
    Path folder;

    private World world;
    private RecordingRollbackLog log = new RecordingRollbackLog();

    /** Version 1 is Terraform's, 2 to 4 are releases 1.0, 2.0 and 3.0. */
    @BeforeEach
    void releaseThreeTimes() throws IOException {
        world = new World(folder.resolve("one"));
        world.terraformMakesTheFunction();
        world.dependencies("requests==2.31.0");
        release("1.0");
        release("2.0");
        release("3.0");
    }

    private Release release(String version) throws IOException {
        world.code("print('" + version + "')");
        return world.run(version);
    }

    private RollbackResult rollback() {
        return rollback(Optional.empty());
    }

    private RollbackResult rollback(Optional<String> to) {
        log = new RecordingRollbackLog();
        return rollback(new RollbackRequest(TARGET, to, TrafficPolicy.USUAL));
    }

    private RollbackResult rollback(RollbackRequest request) {
        return new Rollback(world.account(), world.log, log, () -> NOW).run(request);
    }

    private StateMarker marker() {
        return new StateMarkers(world.store).read(MARKER).orElseThrow();
    }

    private LiveAlias alias() {
        return world.lambda.alias("orders", "latest").orElseThrow();
    }

    private FunctionVersion version(String number) {
        return world.lambda.version("orders", number);
    }

    @Test
    void goesBackToWhatWasLiveBeforeAndRecordsIt() {
        RollbackResult result = rollback();

        assertThat(result.status()).isEqualTo(RollbackResult.Status.ROLLED_BACK);
        assertThat(result.live()).isEqualTo(world.live());
        assertThat(result.from()).contains("4");
        assertThat(result.sourceVersion()).isEqualTo("2.0");
        assertThat(world.live().version()).isEqualTo("3");
        assertThat(marker().version()).isEqualTo("3");
        assertThat(marker().previousVersion()).contains("4");
        assertThat(marker().sourceVersion()).isEqualTo("2.0");
        assertThat(marker().codeSha256()).isEqualTo(version("3").codeSha256().hex());
        assertThat(marker().sources())
                .isPresent()
                .isEqualTo(marker().history().get(2).sources());
        assertThat(marker().packages()).isPresent();
        assertThat(marker().lastChange()).hasValueSatisfying(change -> {
            assertThat(change.kind()).isEqualTo(LiveChange.Kind.ROLLBACK);
            assertThat(change.at()).isEqualTo(NOW);
        });
        assertThat(log.events()).containsExactly("started 4 -> 3 2.0", "checked 3", "finished ROLLED_BACK 3");
        assertThat(world.log.events("aliasMoved")).endsWith("aliasMoved latest 4 -> 3");
    }

    @Test
    void secondRollbackUndoesTheFirst() {
        rollback();
        rollback();

        assertThat(world.live().version()).isEqualTo("4");
        assertThat(marker().rolledBack()).isEmpty();
        assertThat(log.events()).contains("undoes 4");
    }

    @Test
    void itIsTheRecordAndNotTheNumberThatSaysWhatWasLive() throws IOException {
        rollback(Optional.of("2"));
        release("4.0");

        rollback();

        assertThat(world.live().version()).isEqualTo("2");
    }

    @Test
    void versionIsNamedByItsNumberItsSourceVersionOrItsCommit() throws IOException {
        release("4f2c9ab01d3e5b6a7c8d9e0f1a2b3c4d5e6f7a8b");
        assertThat(rollback(Optional.of("2")).live().version()).isEqualTo("2");
        assertThat(rollback(Optional.of("2.0")).live().version()).isEqualTo("3");
        assertThat(rollback(Optional.of("4f2c9ab01d3e")).live().version()).isEqualTo("5");
    }

    @Test
    void nameThatNothingHasIsRefusedWithNamesThatThereAre() {
        assertThatThrownBy(() -> rollback(Optional.of("9.0")))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("3 (2.0), 2 (1.0)"))
                .hasMessageContaining("no published version '9.0'");
        assertThat(world.live().version()).isEqualTo("4");
    }

    @Test
    void nameThatTwoVersionsHaveIsRefused() throws IOException {
        world.code("print('other')");
        world.run("3.0");

        assertThatThrownBy(() -> rollback(Optional.of("3.0")))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("5 (3.0), 4 (3.0)");
    }

    @Test
    void versionThatIsLiveAlreadyIsLeftAlone() {
        world.writes.clear();

        assertThat(rollback(Optional.of("3.0")).status()).isEqualTo(RollbackResult.Status.UNCHANGED);
        assertThat(world.writes.done()).isEmpty();
        assertThat(log.events()).containsExactly("started 4 -> 4 3.0", "finished UNCHANGED 4");
    }

    @Test
    void whereNothingIsRecordedTheUserChooses() {
        world.store.write("damaged".getBytes(StandardCharsets.UTF_8), MARKER);

        assertThatThrownBy(this::rollback)
                .isInstanceOfSatisfying(
                        ProjectException.class,
                        e -> assertThat(e.hint()).contains("--to VERSION", "3 (2.0), 2 (1.0), 1 (made by Terraform)"))
                .hasMessageContaining("is not recorded in " + MARKER);
        rollback(Optional.of("2.0"));
        rollback();
        assertThat(world.live().version()).isEqualTo("4");
    }

    @Test
    void deletedVersionIsNotGuessedAround() {
        world.lambda.loseVersion("orders", "3");

        assertThatThrownBy(this::rollback)
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("2 (1.0), 1"))
                .hasMessageContaining("version 3, which was live before version 4, does not exist any more");
        assertThat(world.live().version()).isEqualTo("4");
        assertThat(marker().version()).isEqualTo("4");
    }

    @Test
    void versionThatCannotBeInvokedIsRefused() {
        world.lambda.breakVersion("3");

        assertThatThrownBy(this::rollback).isInstanceOf(VersionCheckException.class);
        assertThat(world.live().version()).isEqualTo("4");
        assertThat(marker().version()).isEqualTo("4");
    }

    @Test
    void versionIsCalledBeforeIfThatIsAskedFor() {
        world.lambda.answer(
                request -> new Invocation(200, request.qualifier(), Optional.of("Unhandled"), "{}", Optional.empty()));
        TrafficPolicy smoke = new TrafficPolicy(
                Optional.of(new SmokeCheck("{}", Optional.empty())),
                new Shift.AllAtOnce(),
                WatchedAlarms.NONE,
                TrafficPolicy.USUAL.patience());

        assertThatThrownBy(() -> rollback(new RollbackRequest(TARGET, Optional.empty(), smoke)))
                .isInstanceOf(VersionCheckException.class);

        assertThat(world.live().version()).isEqualTo("4");
        assertThat(rollback().live().version()).isEqualTo("3");
    }

    @Test
    void functionWithoutTheAliasIsRefusedWithTheNamesOfOthers() {
        LambdaProject.Target other = new LambdaProject.Target("artifacts", "orders", "live", "orders-deps");

        assertThatThrownBy(() -> rollback(new RollbackRequest(other, Optional.empty(), TrafficPolicy.USUAL)))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("it has latest"))
                .hasMessage("function 'orders' has no alias 'live'");
    }

    @Test
    void trafficThatIsSharedGoesBackToTheVersionThatWasLive() {
        world.lambda.changeAlias("orders", "latest", version("3"), Map.of("4", 0.1));
        StateMarker before = marker();
        new StateMarkers(world.store).write(before.after(change("3", "2")), MARKER);

        RollbackResult result = rollback();

        assertThat(alias().target().version()).isEqualTo("3");
        assertThat(alias().weights()).isEmpty();
        assertThat(result.from()).contains("4");
        assertThat(marker().previousVersion()).contains("2");
        assertThat(marker().rolledBack()).containsExactly("4");
    }

    @Test
    void trafficThatIsSharedTheOtherWayRoundGoesBackToTheVersionThatWasLive() {
        world.lambda.changeAlias("orders", "latest", version("1"), Map.of("4", 0.9));

        rollback();

        assertThat(alias().target().version()).isEqualTo("4");
        assertThat(alias().weights()).isEmpty();
    }

    @Test
    void releaseThatCouldNotRecordItselfIsRolledBackToTheOneThatWasRecorded() throws IOException {
        byte[] marker = world.store.read(MARKER).orElseThrow();
        release("4.0");
        world.store.write(marker, MARKER);

        rollback();

        assertThat(world.live().version()).isEqualTo("4");
        assertThat(log.events()).contains("recordIsBehind 4 5");
        rollback();
        assertThat(world.live().version()).isEqualTo("5");
    }

    @Test
    void aliasThatSomebodyMovedBackIsLeftToTheUser() {
        world.lambda.changeAlias("orders", "latest", version("3"), Map.of());

        assertThatThrownBy(this::rollback)
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("points to version 3, but the last that lambda-ci made live was version 4");
    }

    @Test
    void rollbackThatDiesAnywhereCanBeRunAgain() throws IOException {
        Map<String, String> undisturbed = state("undisturbed", writes -> {});
        for (int i = 1; i <= 3; i++) {
            int write = i;
            assertThat(state("dies-before-" + i, writes -> writes.failBefore(write)))
                    .isEqualTo(undisturbed);
        }
        for (int i = 1; i <= 2; i++) {
            int write = i;
            assertThat(state("dies-after-" + i, writes -> writes.failAfter(write)))
                    .isEqualTo(undisturbed);
        }
    }

    /** What a rollback leaves that was disturbed and then run again. */
    private Map<String, String> state(String name, Consumer<Writes> disturb) throws IOException {
        world = new World(folder.resolve(name));
        world.terraformMakesTheFunction();
        release("1.0");
        release("2.0");
        world.writes.clear();
        disturb.accept(world.writes);
        try {
            rollback();
        } catch (AwsException e) {
            rollback();
        }
        assertThat(world.live().version()).isEqualTo("2");
        return world.state();
    }

    @Test
    void rollbackThatWasCutOffBeforeItWasRecordedIsRecordedByTheNext() {
        world.writes.clear();
        world.writes.failBefore(3);
        assertThatThrownBy(this::rollback).isInstanceOf(AwsException.class);
        assertThat(marker().version()).isEqualTo("4");

        assertThat(rollback().status()).isEqualTo(RollbackResult.Status.UNCHANGED);

        assertThat(marker().version()).isEqualTo("3");
        assertThat(marker().previousVersion()).contains("4");
    }

    @Test
    void sameReleaseIsNotShippedAgainAfterARollbackThatWasCutOff() {
        world.writes.clear();
        world.writes.failBefore(3);
        assertThatThrownBy(this::rollback).isInstanceOf(AwsException.class);

        assertThatThrownBy(() -> release("3.0")).isInstanceOf(VersionCheckException.class);
        assertThat(world.live().version()).isEqualTo("3");
    }

    @Test
    void sameReleaseIsNotShippedAgainAfterARollback() throws IOException {
        rollback();
        world.log.clear();

        assertThatThrownBy(() -> release("3.0"))
                .isInstanceOfSatisfying(
                        VersionCheckException.class,
                        e -> assertThat(e.hint())
                                .contains("lambda-ci rollback --to 4 --app-s3-bucket artifacts --function-name orders"))
                .hasMessageContaining("version 4");
        assertThat(world.live().version()).isEqualTo("3");
        assertThat(world.log.events()).contains("liveByRollback latest 3");
        assertThat(world.log.events("latestDiffersFromAlias")).isEmpty();
        assertThat(world.lambda.versions("orders")).hasSize(4);
    }

    @Test
    void anotherCommitWithTheSameCodeIsNotShippedEither() throws IOException {
        rollback();
        world.code("print('3.0')");

        assertThatThrownBy(() -> world.run("3.1")).isInstanceOf(VersionCheckException.class);
    }

    @Test
    void repairedReleaseIsShippedAfterARollback() throws IOException {
        rollback();

        assertThat(release("3.1").live().version()).isEqualTo("5");
        assertThat(marker().previousVersion()).contains("3");
        rollback();
        assertThat(world.live().version()).isEqualTo("3");
    }

    @Test
    void sameCodeWithRepairedSettingsIsShipped() throws IOException {
        rollback();
        world.changeSettings();

        assertThat(release("3.0").live().version()).isEqualTo("5");
    }

    @Test
    void revertedSourcesFindTheVersionThatIsLive() throws IOException {
        rollback();

        Release release = release("2.0");

        assertThat(release.live().version()).isEqualTo("3");
        assertThat(marker().version()).isEqualTo("3");
    }

    @Test
    void undoneRollbackLetsTheReleaseBeShippedAgain() throws IOException {
        rollback();
        rollback(Optional.of("4"));

        assertThat(release("3.0").status()).isEqualTo(Release.Status.UNCHANGED);
    }

    @Test
    void twoRollbacksInARowKeepBothVersionsFromBeingShipped() throws IOException {
        rollback();
        rollback(Optional.of("2"));

        assertThatThrownBy(() -> release("3.0")).isInstanceOf(VersionCheckException.class);
        assertThatThrownBy(() -> release("2.0")).isInstanceOf(VersionCheckException.class);
        assertThat(world.live().version()).isEqualTo("2");
    }

    @Test
    void rolledBackVersionThatWasDeletedKeepsNothingFromBeingShipped() throws IOException {
        rollback();
        world.lambda.loseVersion("orders", "4");

        assertThat(release("3.0").live().version()).isEqualTo("5");
    }

    @Test
    void onlySoManyChangesAreKept() {
        for (int i = 0; i < 60; i++) {
            rollback();
        }
        assertThat(marker().history()).hasSize(50);
    }

    private LiveChange change(String version, String from) {
        return new LiveChange(
                LiveChange.Kind.RELEASE,
                NOW,
                version,
                Optional.of(from),
                "2.0",
                version(version).codeSha256().hex(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

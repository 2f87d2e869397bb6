package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.failure.HeldBackException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.traffic.Gate;
import io.github.lambdaci.traffic.Shift;
import io.github.lambdaci.traffic.SmokeCheck;
import io.github.lambdaci.traffic.TrafficPolicy;
import io.github.lambdaci.traffic.WatchedAlarms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a run goes, and what the next one makes of where it ended. */
final class RolloutTests {
    private static final Rollout WITHOUT_SHIFT = new Rollout(TrafficPolicy.USUAL, Rollout.End.PUBLISHED);
    private static final Rollout CHECKED = rollout(new Shift.AllAtOnce(), Rollout.End.LIVE);
    private static final Rollout CANARY =
            rollout(new Shift.Canary(BigDecimal.TEN, Duration.ofMinutes(5)), Rollout.End.LIVE);

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void shipAFirstRelease() throws IOException {
        world = new World(folder.resolve("one"));
        world.code("print(1)");
        world.dependencies("requests==2.31.0");
        world.terraformMakesTheFunction();
        world.run("1.0.0");
        world.code("print(2)");
        world.dependencies("requests==2.32.0");
        world.writes.clear();
        world.log.clear();
    }

    @AfterEach
    void clearInterruption() {
        Thread.interrupted();
    }

    private static Rollout rollout(Shift shift, Rollout.End end) {
        return new Rollout(
                new TrafficPolicy(
                        Optional.of(new SmokeCheck("{}", Optional.empty())),
                        shift,
                        WatchedAlarms.NONE,
                        TrafficPolicy.USUAL.patience()),
                end);
    }

    private void versionsFail() {
        world.lambda.answer(
                request -> new Invocation(200, request.qualifier(), Optional.of("Unhandled"), "{}", Optional.empty()));
    }

    private void versionsAnswer() {
        world.lambda.answer(
                request -> new Invocation(200, request.qualifier(), Optional.empty(), "{}", Optional.empty()));
    }

    private LiveAlias alias() {
        return world.lambda.alias("orders", "latest").orElseThrow();
    }

    @Test
    void withoutShiftTheVersionIsPublishedAndTheAliasStays() {
        Release release = world.run("1.0.1", WITHOUT_SHIFT);

        assertThat(release.status()).isEqualTo(Release.Status.WAITING);
        assertThat(release.live().version()).isEqualTo("3");
        assertThat(release.previousVersion()).hasValue("2");
        assertThat(alias().target().version()).isEqualTo("2");
        assertThat(world.writes.done())
                .noneMatch(write -> write.startsWith("pointAlias")
                        || write.contains("requirements.txt")
                        || write.contains("latest.json"));
        assertThat(world.log.events("aliasLeft")).containsExactly("aliasLeft latest 2 3");
    }

    @Test
    void nothingIsRememberedOfAVersionThatWentBack() {
        Gate gate = new Gate() {
            @Override
            public Optional<String> awaitMove() {
                assertThat(alias().target().version()).isEqualTo("2");
                return Optional.empty();
            }

            @Override
            public Optional<String> objection() {
                return Optional.empty();
            }

            @Override
            public Optional<String> awaitStay() {
                assertThat(alias().target().version()).isEqualTo("3");
                return Optional.of("mailer");
            }
        };

        assertThatThrownBy(() -> world.run("1.0.1", Rollout.USUAL.behind(gate))).isInstanceOf(HeldBackException.class);
        assertThat(alias().target().version()).isEqualTo("2");
        assertThat(world.writes.done()).noneMatch(write -> write.contains("latest.json"));
        assertThat(world.run("1.0.1").live().version()).isEqualTo("3");
    }

    @Test
    void secondRunWithoutShiftEndsAtTheSameVersion() {
        world.run("1.0.1", WITHOUT_SHIFT);
        world.writes.clear();

        Release release = world.run("1.0.1", WITHOUT_SHIFT);

        assertThat(release.status()).isEqualTo(Release.Status.WAITING);
        assertThat(release.live().version()).isEqualTo("3");
        assertThat(world.writes.done().stream()
                        .filter(write -> !write.startsWith("copy ") && !write.startsWith("lease ")))
                .containsExactly("publishVersion orders '1.0.1'");
        assertThat(world.lambda.versions("orders")).hasSize(3);
    }

    @Test
    void nextUsualRunMovesTheAliasAndRemembersTheRelease() {
        world.run("1.0.1", WITHOUT_SHIFT);

        Release release = world.run("1.0.1");

        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(alias().target().version()).isEqualTo("3");
        assertThat(release.previousVersion()).hasValue("2");
        world.writes.clear();
        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void whereSomebodyElseMovedTheAliasTheNextRunRemembersThat() {
        Release waiting = world.run("1.0.1", WITHOUT_SHIFT);
        world.lambda.changeAlias("orders", "latest", waiting.live(), Map.of());

        Release release = world.run("1.0.1");

        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(release.previousVersion()).hasValue("2");
        world.writes.clear();
        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void withoutShiftNothingChangedIsNothingDone() throws IOException {
        world.code("print(1)");
        world.dependencies("requests==2.31.0");

        assertThat(world.run("1.0.0", WITHOUT_SHIFT).status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void withoutShiftTheVersionIsCheckedToo() {
        versionsFail();

        assertThatThrownBy(() -> world.run("1.0.1", rollout(new Shift.AllAtOnce(), Rollout.End.PUBLISHED)))
                .isInstanceOf(VersionCheckException.class);
    }

    @Test
    void versionThatFailedIsCheckedAgain() {
        versionsFail();
        assertThatThrownBy(() -> world.run("1.0.1", CHECKED)).isInstanceOf(VersionCheckException.class);
        assertThatThrownBy(() -> world.run("1.0.1", CHECKED)).isInstanceOf(VersionCheckException.class);
        assertThat(alias().target().version()).isEqualTo("2");
        versionsAnswer();

        Release release = world.run("1.0.1", CHECKED);

        assertThat(release.live().version()).isEqualTo("3");
        assertThat(alias().target().version()).isEqualTo("3");
        assertThat(world.log.events("versionChecking")).hasSize(3);
    }

    @Test
    void nothingChangedIsNotChecked() throws IOException {
        world.code("print(1)");
        world.dependencies("requests==2.31.0");
        versionsFail();

        assertThat(world.run("1.0.0", CHECKED).status()).isEqualTo(Release.Status.UNCHANGED);
    }

    @Test
    void weightsLeftWhereNothingChangedAreClearedWithoutACheck() throws IOException {
        world.run("1.0.1");
        world.lambda.changeAlias("orders", "latest", alias().target(), Map.of("2", 0.9));
        versionsFail();

        assertThat(world.run("1.0.1", CANARY).status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(alias().weights()).isEmpty();
        assertThat(world.time.passed()).isZero();
    }

    @Test
    void shiftThatWasKilledIsDoneAgainFromItsBeginning() {
        Release waiting = world.run("1.0.1", WITHOUT_SHIFT);
        world.lambda.changeAlias(
                "orders", "latest", alias().target(), Map.of(waiting.live().version(), 0.1));
        world.log.clear();

        Release release = world.run("1.0.1", CANARY);

        assertThat(alias().target().version())
                .isEqualTo(release.live().version())
                .isEqualTo("3");
        assertThat(world.log.events())
                .containsSubsequence(
                        "leftWeightsCleared latest {3=0.1}",
                        "versionChecking 3",
                        "trafficShifted latest 10% 2 -> 3 for PT5M",
                        "aliasMoved latest 2 -> 3");
        assertThat(world.time.passed()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void weightsOfAKilledRunGoAlsoIfTheCheckFails() {
        Release waiting = world.run("1.0.1", WITHOUT_SHIFT);
        world.lambda.changeAlias(
                "orders", "latest", alias().target(), Map.of(waiting.live().version(), 0.1));
        versionsFail();

        assertThatThrownBy(() -> world.run("1.0.1", CHECKED)).isInstanceOf(VersionCheckException.class);
        assertThat(alias().weights()).isEmpty();
    }

    @Test
    void interruptedShiftLeavesNoReleaseBehind() {
        world.time.interruptAfter(Duration.ofMinutes(1));

        assertThatThrownBy(() -> world.run("1.0.1", CANARY)).isInstanceOf(InterruptedRunException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(alias().target().version()).isEqualTo("2");
        assertThat(alias().weights()).isEmpty();
        assertThat(world.writes.done()).noneMatch(write -> write.contains("latest.json"));
        assertThat(world.run("1.0.1", CANARY).live().version()).isEqualTo("3");
    }
}

package io.github.lambdaci.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.LatestState;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.history.FunctionStatus.Finding;
import io.github.lambdaci.history.ReleasedVersion.Note;
import io.github.lambdaci.history.ReleasedVersion.Traffic;
import io.github.lambdaci.lease.LeaseRequest;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.World;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.testing.RecordingRollbackLog;
import io.github.lambdaci.traffic.TrafficPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusReportTests {
    private static final LambdaProject.Target TARGET =
            new LambdaProject.Target("artifacts", "orders", "latest", "orders-deps");

    @TempDir
    Path folder;

    private World world;

    /** Version 1 is Terraform's, 2 and 3 are releases 1.0 and 2.0. */
    @BeforeEach
    void releaseTwice() throws IOException {
        world = new World(folder.resolve("one"));
        world.terraformMakesTheFunction();
        world.dependencies("requests==2.31.0");
        world.code("print(1)");
        world.run("1.0");
        world.code("print(2)");
        world.run("2.0");
        world.writes.clear();
    }

    private FunctionStatus status() {
        FunctionStatus status = new StatusReport(world.account()).of(TARGET, Optional.empty());
        assertThat(world.writes.done()).isEmpty();
        return status;
    }

    private void rollback() {
        new Rollback(world.account(), world.log, new RecordingRollbackLog(), () -> Instant.EPOCH)
                .run(new RollbackRequest(TARGET, Optional.empty(), TrafficPolicy.USUAL));
        world.writes.clear();
    }

    @Test
    void releaseThatIsLiveHasNothingToNote() {
        FunctionStatus status = status();

        assertThat(status.findings()).isEmpty();
        assertThat(status.latest().version()).isEqualTo(world.lambda.latest("orders"));
        FunctionStatus.Live live = status.live().orElseThrow();
        assertThat(live.alias().target().version()).isEqualTo("3");
        assertThat(live.version().orElseThrow().sourceVersion()).isEqualTo("2.0");
        assertThat(live.version().orElseThrow().ownLayer()).isPresent();
        assertThat(live.since().orElseThrow().kind()).isEqualTo(LiveChange.Kind.RELEASE);
        assertThat(live.previousVersion()).contains("2");
        assertThat(live.packages()).isPresent();
        assertThat(live.otherLayers()).isEmpty();
    }

    @Test
    void runThatIsChangingTheFunctionIsNamed() {
        LeaseRequest release = new LeaseRequest(new ArtifactKeys("artifacts", "orders"), "release", Optional.of("3.0"));

        List<Finding> meanwhile = world.leases("CodeBuild build orders:8").hold(release, before -> {
            world.writes.clear();
            return status().findings();
        });

        assertThat(meanwhile)
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.BeingChanged.class,
                        changed -> assertThat(changed.holder().description())
                                .isEqualTo("CodeBuild build orders:8 (release of 3.0)"));
        world.writes.clear();
        assertThat(status().findings()).isEmpty();
    }

    @Test
    void rollbackIsNotTakenForSomebodyElsesChange() {
        rollback();

        FunctionStatus status = status();

        assertThat(status.live().orElseThrow().since().orElseThrow().kind()).isEqualTo(LiveChange.Kind.ROLLBACK);
        assertThat(status.live().orElseThrow().packages()).isPresent();
        assertThat(status.findings())
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.LatestDiffers.class,
                        differs -> assertThat(differs.rollback()).isPresent());
    }

    @Test
    void latestThatSomebodyChangedIsNoted() {
        world.changeSettings();

        assertThat(status().findings())
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.LatestDiffers.class,
                        differs -> assertThat(differs.rollback()).isEmpty());
    }

    @Test
    void aliasThatSomebodyMovedIsNoted() {
        world.lambda.changeAlias("orders", "latest", world.lambda.version("orders", "2"), Map.of("1", 0.25));

        assertThat(status().findings()).contains(new Finding.MovedElsewhere("3", "2"));
        assertThat(status().findings()).hasAtLeastOneElementOfType(Finding.TrafficShared.class);
        assertThat(status().live().orElseThrow().since()).isEmpty();
    }

    @Test
    void aliasThatPointsToLatestIsNoted() {
        world.lambda.changeAlias("orders", "latest", world.lambda.latest("orders"), Map.of());

        assertThat(status().findings()).contains(new Finding.LiveIsLatest());
        assertThat(status().live().orElseThrow().version()).isEmpty();
    }

    @Test
    void failedUpdateIsToldAndNotThrown() {
        world.lambda.failUpdates("no such subnet");

        FunctionStatus status = status();

        assertThat(status.latest().update()).isEqualTo(LatestState.Update.FAILED);
        assertThat(status.findings()).containsExactly(new Finding.UpdateFailed("no such subnet"));
    }

    @Test
    void functionWithoutTheAliasHasAStatusToo() {
        world.lambda.deleteAlias("orders", "latest");

        assertThat(status().live()).isEmpty();
        assertThat(status().findings()).containsExactly(new Finding.NoAlias());
    }

    @Test
    void functionThatDoesNotExistIsRefused() {
        LambdaProject.Target nobody = new LambdaProject.Target("artifacts", "nobody", "latest", "nobody-deps");

        assertThatThrownBy(() -> new StatusReport(world.account()).of(nobody, Optional.empty()))
                .isInstanceOf(ProjectException.class);
        assertThatThrownBy(() -> new Versions(world.account()).newest(nobody, 20))
                .isInstanceOf(ProjectException.class);
    }

    @Test
    void versionsSayWhatIsLiveWasLiveBeforeAndWasRolledBack() throws IOException {
        world.lambda.changeAlias("orders", "blue", world.lambda.version("orders", "1"), Map.of("2", 0.25));
        VersionList before = new Versions(world.account()).newest(TARGET, 2);
        assertThat(before.older()).isEqualTo(1);
        assertThat(before.versions()).extracting(ReleasedVersion::number).containsExactly("3", "2");
        assertThat(before.versions().get(0).traffic()).containsExactly(new Traffic("latest", 1));
        assertThat(before.versions().get(1).traffic()).containsExactly(new Traffic("blue", 0.25));
        assertThat(before.versions().get(1).notes()).containsExactly(Note.LIVE_BEFORE);

        rollback();

        VersionList after = new Versions(world.account()).newest(TARGET, 20);
        assertThat(after.older()).isZero();
        assertThat(after.versions().get(0).notes()).containsExactly(Note.ROLLED_BACK);
        assertThat(after.versions().get(0).traffic()).isEmpty();
        assertThat(after.versions().get(2).traffic()).containsExactly(new Traffic("blue", 0.75));
        assertThat(after.versions().get(2).sourceVersion()).isEqualTo("made by Terraform");
    }
}

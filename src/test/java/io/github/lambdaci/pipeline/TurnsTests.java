package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.OvertakenException;
import io.github.lambdaci.lease.LeaseRequest;
import io.github.lambdaci.traffic.TrafficPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs take turns: who needs the lease, when it is taken, and what is looked at again. */
final class TurnsTests {
    private static final String LEASE = "lease s3://artifacts/lambda-ci/orders/lease.json";

    private static final List<String> RECORD = List.of("write s3://artifacts/lambda-ci/orders/latest/latest.json");

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void release() throws IOException {
        world = new World(folder);
        world.releaseAnHourAgo();
    }

    private void code(String content) {
        try {
            world.code(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void everythingIsWrittenUnderTheLease() {
        List<String> writes = world.writes.done();
        assertThat(writes.subList(0, writes.indexOf(LEASE)))
                .as("what is kept under a key of its own changes nothing for anybody")
                .allMatch(write -> write.startsWith("upload s3://artifacts/lambda-ci/packages/")
                        || write.equals("upload s3://artifacts/lambda-ci/orders/1.0.1/app.zip"));
        assertThat(writes).filteredOn(LEASE::equals).hasSize(2);
        assertThat(writes.subList(writes.lastIndexOf(LEASE) + 1, writes.size()))
                .as("what is recorded is begun under the lease, and gives way to what others have recorded")
                .isSubsetOf(RECORD);
        assertThat(writes.subList(writes.indexOf(LEASE), writes.size())).hasSizeGreaterThan(2);
    }

    @Test
    void runWithNothingToDoDoesNotTakeTheLease() {
        world.run("1.0.1");

        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void runWithNothingToDoDoesNotWaitForWhoeverHasTheLease() {
        world.leases("somebody")
                .hold(
                        new LeaseRequest(new ArtifactKeys("artifacts", "orders"), "release", Optional.empty()),
                        meanwhile -> world.run("1.0.1"));

        assertThat(world.timer.sleeps()).isEmpty();
    }

    @Test
    void changedCodeIsWrittenUnderTheLease() {
        code("print(2)");
        world.run("1.0.1");
        everythingIsWrittenUnderTheLease();
    }

    @Test
    void changeIsToldOnceAndBeforeAnythingOfTheFunctionIsChanged() {
        code("print(2)");
        world.run("1.0.1");

        List<String> events = world.log.events();
        assertThat(world.log.events("changing")).hasSize(1);
        assertThat(events.indexOf("changing"))
                .isLessThan(events.indexOf(world.log.events("codeUpdated").get(0)))
                .isGreaterThan(events.indexOf("stage BUNDLE"));
    }

    @Test
    void changeOfTheAliasAloneIsTold() {
        world.changeSettings();
        world.run("1.0.1");
        assertThat(world.log.events("changing")).hasSize(1);
    }

    @Test
    void runThatOnlyRecordsOrUploadsTellsOfNoChange() {
        world.run("1.0.1");
        world.store.remove(new ArtifactKey("artifacts", "lambda-ci/orders/latest/latest.json"));
        world.run("1.0.1");

        assertThat(world.writes.done()).isNotEmpty();
        assertThat(world.log.events("changing")).isEmpty();
    }

    @Test
    void versionThatIsLeftToSomebodyElseIsToldOfOnlyOnce() {
        Rollout leave = new Rollout(TrafficPolicy.USUAL, Rollout.End.PUBLISHED);
        code("print(2)");
        world.run("1.0.1", leave);
        world.run("1.0.1", leave);
        assertThat(world.log.events("changing")).hasSize(1);
    }

    @Test
    void changedDependenciesAreWrittenUnderTheLease() throws IOException {
        world.dependencies("requests==2.32.0");
        world.run("1.0.1");
        everythingIsWrittenUnderTheLease();
    }

    @Test
    void changedSettingsArePublishedUnderTheLease() {
        world.lambda.change(
                "orders",
                latest -> new FunctionVersion(
                        latest.functionArn(),
                        latest.version(),
                        latest.runtime(),
                        latest.architecture(),
                        latest.codeSha256(),
                        latest.layers(),
                        Sha256.of(new byte[] {7}),
                        latest.revisionId(),
                        latest.logGroup()));
        world.run("1.0.1");
        everythingIsWrittenUnderTheLease();
    }

    @Test
    void weightsAreClearedUnderTheLease() {
        world.lambda.changeAlias("orders", "latest", world.live(), Map.of("1", 0.5));
        world.run("1.0.1");
        everythingIsWrittenUnderTheLease();
    }

    @Test
    void missingAliasIsCreatedUnderTheLease() {
        world.lambda.deleteAlias("orders", "latest");
        world.run("1.0.1");
        everythingIsWrittenUnderTheLease();
    }

    @Test
    void missingMarkerIsWrittenUnderTheLease() {
        world.store.remove(new ArtifactKeys("artifacts", "orders").marker("latest"));
        world.run("1.0.1");
        everythingIsWrittenUnderTheLease();
    }

    @Test
    void missingDescriptorIsWrittenUnderTheLease() {
        world.store.remove(new ArtifactKeys("artifacts", "orders").cachedDescriptor("requirements.txt"));
        world.run("1.0.1");
        everythingIsWrittenUnderTheLease();
    }

    @Test
    void releaseThatCameFirstIsLookedAtAndReplaced() {
        code("print(2)");
        world.writes.before("lease", () -> {
            code("print(3)");
            world.run("1.0.2");
            code("print(2)");
        });

        Release release = world.run("1.0.1");

        assertThat(world.log.events("lookingAgain")).containsExactly("lookingAgain orders ci (release of 1.0.2)");
        assertThat(release.previousVersion()).contains("3");
        assertThat(release.live().version()).isEqualTo("4");
        assertThat(world.live().version()).isEqualTo("4");
    }

    @Test
    void whatWasBuiltIsNotBuiltAgainWhenSomebodyCameFirst() throws IOException {
        world.dependencies("requests==2.32.0");
        world.writes.before("lease", () -> world.lambda.change("orders", latest -> latest));

        assertThatThrownBy(() -> world.run("1.0.1")).isInstanceOf(OvertakenException.class);
        world.run("1.0.1");

        assertThat(world.builder.builds()).isEqualTo(2);
        assertThat(world.live().layers()).hasSize(1);
    }

    @Test
    void sameReleaseByTwoRunsIsDoneOnce() {
        code("print(2)");
        world.writes.before("lease", () -> world.run("1.0.1"));

        Release release = world.run("1.0.1");

        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(world.lambda.versions("orders")).hasSize(3);
    }

    @Test
    void runThatLostItsLeaseIsStoppedByTheGuardsAndSaysWhoWon() {
        code("print(2)");
        world.writes.before("pointAlias", () -> {
            world.timer.pass(Duration.ofSeconds(90));
            world.leases("the winner")
                    .hold(
                            new LeaseRequest(new ArtifactKeys("artifacts", "orders"), "release", Optional.of("9.9")),
                            meanwhile -> {
                                world.lambda.changeAlias(
                                        "orders", "latest", world.lambda.version("orders", "1"), Map.of());
                                return "won";
                            });
        });

        assertThatThrownBy(() -> world.run("1.0.1"))
                .isInstanceOf(OvertakenException.class)
                .hasMessageContaining("it was the winner (release of 9.9)");
        assertThat(world.live().version()).isEqualTo("1");
    }
}

package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.cache.LastLook;
import io.github.lambdaci.cache.LastLooks;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.lease.LeaseRequest;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.traffic.TrafficPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeadStartTests {
    private static final ArtifactKeys KEYS = new ArtifactKeys("artifacts", "orders");
    private static final ArtifactKey LEASE = KEYS.lease();
    private static final String UPLOAD = "upload s3://artifacts/lambda-ci/orders/1.0.1/app.zip";

    @TempDir
    Path folder;

    private World world;
    private LastLooks looks;

    @BeforeEach
    void release() throws IOException {
        world = new World(folder);
        looks = world.cache().looks();
        world.releaseAnHourAgo();
    }

    private LastLook known() {
        return looks.of(KEYS.marker("latest")).orElseThrow();
    }

    /** The lease, which must have been given back. */
    private String freeLease() {
        String text = leaseText();
        assertThat(text).contains("\"released\" : true");
        return text;
    }

    private String leaseText() {
        return world.leaseStore.text(LEASE).orElseThrow();
    }

    private void somebodyElsesRun() {
        world.leases("somebody").hold(new LeaseRequest(KEYS, "release", Optional.empty()), meanwhile -> "done");
    }

    @Test
    void changedCodeIsReleasedWithoutALookAtTheLease() throws IOException {
        int looked = world.leaseStore.reads();
        world.code("print(2)");

        Release release = world.run("1.0.1");

        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(release.live().codeSha256()).isEqualTo(release.code().sha256());
        assertThat(world.writes.done())
                .startsWith("lease " + LEASE)
                .containsOnlyOnce(UPLOAD)
                .filteredOn(("lease " + LEASE)::equals)
                .hasSize(2);
        assertThat(world.leaseStore.reads()).isEqualTo(looked);
        assertThat(freeLease()).contains("\"sourceVersion\" : \"1.0.1\"");
    }

    @Test
    void eachReleaseIsTheStartOfTheNext() throws IOException {
        int looked = world.leaseStore.reads();
        for (int number = 1; number <= 3; number++) {
            world.code("print(1" + number + ")");
            assertThat(world.run("1.0." + number).status()).isEqualTo(Release.Status.PUBLISHED);
        }

        assertThat(world.leaseStore.reads()).isEqualTo(looked);
    }

    @Test
    void unchangedCodeTakesNothing() {
        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void whatSomebodyElseHasMadeLiveMeanwhileIsLookedAt() throws IOException {
        world.code("print(2)");
        world.runElsewhere("1.0.1");
        LastLook stale = known();
        world.code("print(3)");

        Release release = world.run("1.0.2");

        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(release.previousVersion()).contains("3");
        assertThat(known().lease()).isNotEqualTo(stale.lease());
        freeLease();
    }

    @Test
    void aGuessThatWasWrongChangesNothing() {
        String live = world.live().version();
        LastLook right = known();
        looks.keep(
                KEYS.marker("latest"),
                new LastLook(right.runtime(), right.architecture(), Sha256.of(new byte[] {1}), right.lease()));

        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.UNCHANGED);

        assertThat(world.live().version()).isEqualTo(live);
        assertThat(world.writes.done()).allMatch(write -> write.equals("lease " + LEASE) || write.equals(UPLOAD));
        assertThat(known().sources()).isEqualTo(right.sources());
        assertThat(known().lease())
                .isEqualTo(world.leaseStore.read(LEASE).entry().orElseThrow().etag());
        freeLease();
    }

    @Test
    void codeWithASecretIsNotUploaded() throws IOException {
        world.file("token.txt", "token = ghp_" + "0123456789abcdefABCDEF0123456789abcd" + "\n");

        assertThatThrownBy(() -> world.run("1.0.1"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("token.txt");

        assertThat(world.writes.done()).doesNotContain(UPLOAD);
        freeLease();
    }

    @Test
    void anUploadThatFailsEarlyIsTriedWhereItIsNeeded() throws IOException {
        world.code("print(2)");
        world.writes.before("upload", () -> {
            throw new AwsException("S3 is not there", "run again");
        });

        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(world.writes.done()).containsOnlyOnce(UPLOAD);
    }

    @Test
    void aLeaseThatCannotBeTakenEarlyIsTakenWhereItIsNeeded() throws IOException {
        world.code("print(2)");
        world.writes.before("lease", () -> {
            throw new AwsException("S3 is not there", "run again");
        });

        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.PUBLISHED);
        freeLease();
    }

    @Test
    void othersNeedNotWaitForABuild() throws IOException {
        world.code("print(2)");
        world.dependencies("requests==2.32.0");
        AtomicReference<String> lease = new AtomicReference<>("");
        world.builder.whenPrepared(() -> {
            // It is given back beside this, and nobody's run waits for that in real time.
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!leaseText().contains("\"released\" : true") && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            somebodyElsesRun();
            lease.set(freeLease());
        });

        Release release = world.run("1.0.1");

        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(lease.get()).contains("somebody");
        assertThat(world.timer.sleeps()).as("nobody waited").isEmpty();
        freeLease();
    }

    @Test
    void theLeaseIsGivenBackWhereTheCheckFails() throws IOException {
        world.code("print(2)");
        LambdaProject project = world.project("orders", "1.0.1");
        LambdaProject other = new LambdaProject(
                project.target(),
                project.sources(),
                project.descriptorPath(),
                project.sourceVersion(),
                Optional.of(LambdaRuntime.of("nodejs22.x")),
                project.packaging());

        assertThatThrownBy(() -> world.run(other))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("nodejs22.x");
        freeLease();
    }

    @Test
    void aRuntimeThatHasChangedSinceCounts() throws IOException {
        LastLook right = known();
        looks.keep(
                KEYS.marker("latest"),
                new LastLook(LambdaRuntime.of("nodejs22.x"), right.architecture(), right.sources(), right.lease()));
        world.code("print(2)");

        Release release = world.run("1.0.1");

        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(known().runtime()).isEqualTo(LambdaRuntime.of("python3.13"));
    }

    @Test
    void whatTakesLongToZipIsNotBegunEarly() throws IOException {
        Files.write(folder.resolve("src/large.bin"), new byte[(4 << 20) + 1]);

        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.PUBLISHED);
        int looked = world.leaseStore.reads();
        world.code("print(2)");
        assertThat(world.run("1.0.2").status()).isEqualTo(Release.Status.PUBLISHED);

        assertThat(world.leaseStore.reads()).isEqualTo(looked + 1);
    }

    @Test
    void codeWithDependenciesInItIsNotGuessed() throws IOException {
        world.code("print(2)");
        world.packaging(DependenciesInCodeTests.IN_CODE);
        int looked = world.leaseStore.reads();

        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(world.leaseStore.reads()).isEqualTo(looked + 1);
    }

    @Test
    void whatAnotherRunHasRecordedMeanwhileStays() throws IOException {
        ArtifactKey key = KEYS.marker("latest");
        StateMarkers markers = new StateMarkers(world.store);
        StateMarker before = markers.read(key).orElseThrow();
        LiveChange first = before.lastChange().orElseThrow();
        LiveChange other = new LiveChange(
                LiveChange.Kind.RELEASE,
                first.at().plusSeconds(5),
                "99",
                Optional.of("3"),
                "other",
                first.codeSha256(),
                first.sources(),
                first.packages(),
                Optional.empty());
        world.store.beforeConditionalWrite(() -> markers.write(before.after(other), key));
        world.code("print(2)");

        Release release = world.run("1.0.1");

        StateMarker after = markers.read(key).orElseThrow();
        assertThat(after.version()).isEqualTo("99");
        assertThat(after.history())
                .extracting(LiveChange::version)
                .containsExactly("99", first.version(), release.live().version());
        assertThat(after.previousVersion()).isEqualTo(Optional.of("3"));
    }

    /** The one whose alias this run has moved on, and whose record came later than this run has read it. */
    @Test
    void whatThisRunHasReplacedIsRecordedBeforeIt() throws IOException {
        ArtifactKey key = KEYS.marker("latest");
        StateMarkers markers = new StateMarkers(world.store);
        StateMarker released = markers.read(key).orElseThrow();
        world.code("print(2)");
        world.run("1.0.1");
        StateMarker late = markers.read(key).orElseThrow();
        markers.write(released, key);
        world.store.beforeConditionalWrite(() -> markers.write(late, key));
        world.code("print(3)");

        Release release = world.run("1.0.2");

        StateMarker after = markers.read(key).orElseThrow();
        assertThat(after.version()).isEqualTo(release.live().version());
        assertThat(after.previousVersion()).contains(late.version());
        assertThat(after.history())
                .extracting(LiveChange::version)
                .containsExactly(release.live().version(), late.version(), released.version());
    }

    @Test
    void whatTwoRunsRecordAtOnceIsThereOnce() {
        ArtifactKey key = KEYS.marker("latest");
        StateMarkers markers = new StateMarkers(world.store);
        LiveChange first = markers.read(key).orElseThrow().lastChange().orElseThrow();
        LiveChange other = new LiveChange(
                first.kind(),
                first.at().minusSeconds(5),
                first.version(),
                first.from(),
                first.sourceVersion(),
                first.codeSha256(),
                first.sources(),
                first.packages(),
                Optional.empty());
        world.store.remove(key);
        world.store.beforeConditionalWrite(() -> markers.write(StateMarker.first("orders", "latest", other), key));

        world.run("1.0.0");

        assertThat(markers.read(key).orElseThrow().history()).containsExactly(other);
    }

    @Test
    void aWriteThatIsRefusedForNoReasonIsRepeated() throws IOException {
        world.store.refuseConditionalWrite();
        world.code("print(2)");

        Release release = world.run("1.0.1");

        assertThat(new StateMarkers(world.store)
                        .read(KEYS.marker("latest"))
                        .orElseThrow()
                        .version())
                .isEqualTo(release.live().version());
    }

    @Test
    void whoHasNothingToDoNeedNotSeeTheLease() throws IOException {
        LastLook right = known();
        looks.keep(
                KEYS.marker("latest"),
                new LastLook(LambdaRuntime.of("python3.12"), right.architecture(), right.sources(), "stale"));
        world.leaseStore.failToRead();

        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.UNCHANGED);
    }

    @Test
    void aReleaseThatSomebodyElseMakesLiveIsAStartAllTheSame() throws IOException {
        world.code("print(2)");
        world.run("1.0.1", new Rollout(TrafficPolicy.USUAL, Rollout.End.PUBLISHED));
        int looked = world.leaseStore.reads();

        world.run("1.0.2");

        assertThat(world.leaseStore.reads()).isEqualTo(looked);
    }

    @Test
    void theLeaseIsHeldWhileLambdaStillMovesTraffic() throws IOException {
        world.code("print(2)");
        AtomicReference<String> lease = new AtomicReference<>("");
        world.lambda.settleLate(() -> lease.set(world.leaseStore.text(LEASE).orElseThrow()));

        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.PUBLISHED);

        assertThat(lease.get()).contains("\"released\" : false");
        assertThat(known().lease())
                .isEqualTo(world.leaseStore.read(LEASE).entry().orElseThrow().etag());
        freeLease();
    }

    @Test
    void whatIsOnlyUploadedIsNotRememberedAsLive() throws IOException {
        LastLook before = known();
        world.code("print(2)");
        world.run("1.0.1", new Rollout(TrafficPolicy.USUAL, Rollout.End.UPLOADED));

        assertThat(known().sources()).isEqualTo(before.sources());
        freeLease();
    }
}

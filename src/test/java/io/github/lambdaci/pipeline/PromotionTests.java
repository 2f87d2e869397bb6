package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.LayerRequest;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.history.Origin;
import io.github.lambdaci.history.Rollback;
import io.github.lambdaci.history.RollbackRequest;
import io.github.lambdaci.history.Versions;
import io.github.lambdaci.plan.DependencyChange.Cause;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.Provenance;
import io.github.lambdaci.testing.RecordingRollbackLog;
import io.github.lambdaci.traffic.Shift;
import io.github.lambdaci.traffic.SmokeCheck;
import io.github.lambdaci.traffic.TrafficPolicy;
import io.github.lambdaci.traffic.WatchedAlarms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is live in one account is made live in another. */
final class PromotionTests {
    private static final Rollout CHECKED = new Rollout(
            new TrafficPolicy(
                    Optional.of(new SmokeCheck("{}", Optional.empty())),
                    new Shift.AllAtOnce(),
                    WatchedAlarms.NONE,
                    TrafficPolicy.USUAL.patience()),
            Rollout.End.LIVE);

    @TempDir
    Path folder;

    private World qa;
    private World prod;

    @BeforeEach
    void shipToQa() throws IOException {
        qa = new World(folder.resolve("qa"));
        qa.code("print(1)");
        qa.dependencies("requests==2.31.0");
        qa.terraformMakesTheFunction();
        qa.run("1.0.0");
        qa.writes.clear();
        prod = new World(folder.resolve("prod"));
        prod.terraformMakesTheFunction();
    }

    private static Sha256 layer(World world) {
        return world.lambda.content(world.live().layers().get(0)).sha256();
    }

    @Test
    void theSameBytesAreLiveAfterwardsAndNothingIsBuilt() {
        Release release = prod.promote(qa);

        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(prod.live().version()).isEqualTo("2");
        assertThat(prod.live().codeSha256()).isEqualTo(qa.live().codeSha256());
        assertThat(layer(prod)).isEqualTo(layer(qa));
        assertThat(prod.builder.builds()).isZero();
        assertThat(qa.writes.done()).isEmpty();
        assertThat(prod.keys())
                .contains(
                        "lambda-ci/orders/1.0.0/app.zip",
                        "lambda-ci/orders/1.0.0/deps.zip",
                        "lambda-ci/orders/latest/app.zip",
                        "lambda-ci/orders/latest/requirements.txt",
                        "lambda-ci/orders/latest/latest.json");
    }

    @Test
    void secondPromotionCopiesAndWritesNothing() {
        prod.promote(qa);
        prod.writes.clear();
        prod.log.clear();
        int downloads = qa.store.downloads();

        Release release = prod.promote(qa);

        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(prod.writes.done()).isEmpty();
        assertThat(qa.store.downloads()).isEqualTo(downloads);
        assertThat(prod.log.events()).contains("nothingToCopy qa");
    }

    @Test
    void sourceVersionIsKeptAndTheRecordSaysWhereItCameFrom() {
        Release release = prod.promote(qa);

        Provenance from = new Provenance("qa", qa.live().functionArn(), "2");
        assertThat(release.project().sourceVersion().value()).isEqualTo("1.0.0");
        assertThat(release.project().provenance()).contains(from);
        StateMarker marker = new StateMarkers(prod.store)
                .read(new ArtifactKey("artifacts", "lambda-ci/orders/latest/latest.json"))
                .orElseThrow();
        assertThat(marker.sourceVersion()).isEqualTo("1.0.0");
        assertThat(marker.lastChange().flatMap(LiveChange::provenance)).contains(from);
        assertThat(prod.lambda.versions("orders").get(1).description()).isEqualTo("1.0.0");
    }

    @Test
    void runWithTheSameSourcesFindsNothingToDoAfterwards() throws IOException {
        prod.code("print(0)");
        prod.dependencies("requests==2.30.0");
        prod.run("0.9.0");
        prod.promote(qa);
        prod.code("print(1)");
        prod.dependencies("requests==2.31.0");
        prod.writes.clear();

        assertThat(prod.run("1.0.0").status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(prod.writes.done()).isEmpty();
        assertThat(prod.builder.builds()).isEqualTo(1);
    }

    @Test
    void layerWithTheSameFingerprintAndOtherBytesIsNotTaken() throws IOException {
        prod.builder.produce("python/built-on-another-day.txt", "x");
        prod.code("print(1)");
        prod.dependencies("requests==2.31.0");
        prod.run("1.0.0");
        assertThat(layer(prod)).isNotEqualTo(layer(qa));

        prod.promote(qa);

        assertThat(layer(prod)).isEqualTo(layer(qa));
        assertThat(prod.live().layers()).extracting(LayerVersionArn::version).containsExactly(2L);
    }

    @Test
    void layerVersionWithTheSameBytesIsReused() throws IOException {
        prod.promote(qa);
        qa.dependencies("requests==2.32.0");
        qa.run("1.1.0");
        prod.promote(qa);
        qa.dependencies("requests==2.31.0");
        qa.run("1.2.0");
        prod.writes.clear();

        prod.promote(qa);

        assertThat(layer(prod)).isEqualTo(layer(qa));
        assertThat(prod.live().layers()).extracting(LayerVersionArn::version).containsExactly(1L);
        assertThat(prod.writes.done()).noneMatch(write -> write.startsWith("publishLayer"));
    }

    @Test
    void attachedLayerVersionIsTakenBeforeANewerOneWithTheSameBytes() {
        Release release = prod.promote(qa);
        Release.Dependencies dependencies = release.dependencies().orElseThrow();
        prod.lambda.publish(new LayerRequest(
                "orders-deps",
                release.uploaded().packages().orElseThrow(),
                dependencies.fingerprint(),
                prod.live().runtime(),
                prod.live().architecture(),
                release.project().sourceVersion()));

        assertThat(prod.promote(qa).status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(prod.live().layers()).extracting(LayerVersionArn::version).containsExactly(1L);
    }

    @Test
    void layersOfOthersStayAsTheyAreInTheTarget() {
        LayerVersionArn tracing = prod.lambda.publishForeignLayer("tracing");
        prod.lambda.updateLayers(prod.lambda.latest("orders"), List.of(tracing));

        prod.promote(qa);

        assertThat(prod.live().layers()).hasSize(2).startsWith(tracing);
    }

    @Test
    void ownLayerGoesIfWhatIsPromotedHasNone() throws IOException {
        prod.promote(qa);
        World without = new World(folder.resolve("without"));
        without.code("print(3)");
        without.terraformMakesTheFunction();
        without.run("3.0.0");

        prod.promote(without);

        assertThat(prod.live().layers()).isEmpty();
        assertThat(prod.live().codeSha256()).isEqualTo(without.live().codeSha256());
    }

    @Test
    void dependenciesInTheCodeArePromotedWithIt() throws IOException {
        qa.packaging(new Packaging(
                Packaging.USUAL.packageManager(), Packaging.USUAL.buildCommand(), true, false, List.of(), false));
        qa.run("2.0.0");

        Release release = prod.promote(qa);

        assertThat(prod.live().codeSha256()).isEqualTo(qa.live().codeSha256());
        assertThat(prod.live().layers()).isEmpty();
        assertThat(release.dependencies().orElseThrow().layer()).isEmpty();
    }

    @Test
    void whatTheBucketHasNoMoreIsTakenFromLambda() {
        qa.store.keys().stream()
                .filter(key -> key.key().endsWith(".zip"))
                .toList()
                .forEach(key -> qa.store.write(new byte[0], key));

        prod.promote(qa);

        assertThat(prod.live().codeSha256()).isEqualTo(qa.live().codeSha256());
        assertThat(layer(prod)).isEqualTo(layer(qa));
    }

    @Test
    void corruptedDownloadIsRefusedBeforeAnythingIsWritten() {
        qa.store.keys().stream()
                .filter(key -> key.key().endsWith(".zip"))
                .toList()
                .forEach(key -> qa.store.write(new byte[0], key));
        qa.lambda.corruptDownloads();

        assertThatThrownBy(() -> prod.promote(qa))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("is not the code of " + qa.live().versionArn());
        assertThat(prod.writes.done()).isEmpty();
    }

    @Test
    void withoutDeployCodeAndDependenciesAreCopiedOnly() {
        Rollout uploaded = new Rollout(TrafficPolicy.USUAL, Rollout.End.UPLOADED);

        Release release = prod.promote(qa, uploaded);

        assertThat(release.status()).isEqualTo(Release.Status.UPLOADED);
        assertThat(release.uploaded().code().orElseThrow().sha256())
                .isEqualTo(qa.live().codeSha256());
        assertThat(release.uploaded().packages().orElseThrow().sha256()).isEqualTo(layer(qa));
        assertThat(prod.live().version()).isEqualTo("1");
        assertThat(prod.lambda.layerVersions("orders-deps")).isEmpty();

        prod.promote(qa);
        assertThat(prod.promote(qa, uploaded).status()).isEqualTo(Release.Status.UNCHANGED);
    }

    @Test
    void whatTheBucketOfTheTargetLostIsCopiedAgainWhereItIsAskedFor() {
        prod.promote(qa);
        prod.store.keys().stream()
                .filter(key -> key.key().endsWith(".zip"))
                .toList()
                .forEach(prod.store::remove);

        Release release = prod.promote(qa, new Rollout(TrafficPolicy.USUAL, Rollout.End.UPLOADED));

        assertThat(release.uploaded().code().orElseThrow().sha256())
                .isEqualTo(qa.live().codeSha256());
        assertThat(release.uploaded().packages().orElseThrow().sha256()).isEqualTo(layer(qa));
    }

    @Test
    void versionsTellWhereTheyCameFromAlsoAfterARollback() throws IOException {
        prod.promote(qa);
        qa.code("print(2)");
        qa.run("1.1.0");
        prod.promote(qa);
        rollback();

        LambdaProject.Target target = prod.project("orders", "none").target();
        assertThat(new Versions(prod.account()).newest(target, 5).versions())
                .extracting(
                        version -> version.provenance().map(Provenance::version).orElse("none"))
                .containsExactly("3", "2", "none");
        assertThat(new StateMarkers(prod.store)
                        .read(prod.project("orders", "none").keys().marker("latest"))
                        .flatMap(StateMarker::lastChange)
                        .flatMap(LiveChange::provenance))
                .contains(new Provenance("qa", qa.live().functionArn(), "2"));
    }

    private void rollback() {
        new Rollback(prod.account(), prod.log, new RecordingRollbackLog(), InstantSource.system())
                .run(new RollbackRequest(
                        prod.project("orders", "none").target(), Optional.empty(), TrafficPolicy.USUAL));
    }

    @Test
    void versionThatFailsItsCheckLeavesTheAlias() {
        prod.lambda.answer(
                request -> new Invocation(200, request.qualifier(), Optional.of("Unhandled"), "{}", Optional.empty()));

        assertThatThrownBy(() -> prod.promote(qa, CHECKED)).isInstanceOf(VersionCheckException.class);

        assertThat(prod.live().version()).isEqualTo("1");
    }

    @Test
    void otherRuntimeIsRefusedBeforeAnythingIsChanged() throws IOException {
        World older = new World(folder.resolve("older"));
        older.runtime("python3.12");
        older.terraformMakesTheFunction();

        assertThatThrownBy(() -> older.promote(qa))
                .isInstanceOf(ProjectException.class)
                .hasMessage("what is live in qa runs on python3.13 and x86_64, and function 'orders' on python3.12 and"
                        + " x86_64");
        assertThat(older.writes.done()).isEmpty();
    }

    @Test
    void trafficThatIsSharedIsRefused() {
        qa.lambda.changeAlias("orders", "latest", qa.live(), Map.of("1", 0.1));

        assertRefused("shares its traffic between version 2 and version 1");
    }

    @Test
    void aliasToLatestIsRefused() {
        qa.lambda.changeAlias("orders", "latest", qa.lambda.latest("orders"), Map.of());

        assertRefused("points to $LATEST, which can be changed at any time");
    }

    @Test
    void missingAliasIsRefused() {
        qa.lambda.deleteAlias("orders", "latest");

        assertRefused("nothing can be promoted from qa: function 'orders' has no alias 'latest'");
    }

    @Test
    void versionOfWhichNobodyKnowsTheSourcesIsRefused() {
        qa.lambda.changeAlias("orders", "latest", qa.lambda.version("orders", "1"), Map.of());

        assertRefused("nobody knows of which sources version 1 of function 'orders' in qa was made");
    }

    private void assertRefused(String message) {
        Origin origin = qa.origin("qa");
        assertThatThrownBy(origin::read).isInstanceOf(ProjectException.class).hasMessageContaining(message);
    }

    @Test
    void whatWasRolledBackIsNotPromotedAgain() throws IOException {
        prod.promote(qa);
        qa.code("print(2)");
        qa.run("1.1.0");
        prod.promote(qa);
        rollback();

        assertThat(forecast().refused()).contains("3");
        assertThatThrownBy(() -> prod.promote(qa))
                .isInstanceOf(VersionCheckException.class)
                .hasMessageContaining("would make live what was rolled back");
        assertThat(prod.live().version()).isEqualTo("2");
    }

    @Test
    void forecastSaysWhatWouldBeDone() {
        Forecast first = forecast();
        prod.promote(qa);

        assertThat(first.code()).isEqualTo(Forecast.CodeWork.SHIP);
        assertThat(first.dependencies()).isEqualTo(Forecast.DependencyWork.PUBLISH);
        assertThat(forecast().changes()).isFalse();
    }

    private Forecast forecast() {
        Promoted promoted = qa.origin("qa").read();
        return prod.promotion(promoted).forecast(prod.promoted(promoted));
    }

    @Test
    void planSaysWhatWouldChangeAndWritesNothing() {
        Plan plan = prod.planPromotion(qa);

        assertThat(plan.code().after()).isEqualTo(qa.live().codeSha256());
        assertThat(plan.code().files().changes()).isNotEmpty();
        assertThat(plan.dependencies().orElseThrow().causes()).containsExactly(Cause.PROMOTED);
        assertThat(prod.writes.done()).isEmpty();
    }

    @Test
    void promotionThatDiedAnywhereCanBeRunAgain() throws IOException {
        World next = new World(folder.resolve("next"));
        next.code("print(2)");
        next.dependencies("requests==2.32.0");
        next.terraformMakesTheFunction();
        next.run("1.1.0");
        prod.promote(qa);
        prod.writes.clear();
        prod.promote(next);
        int writes = prod.writes.done().size();
        for (int failing = 1; failing <= writes; failing++) {
            for (boolean done : new boolean[] {true, false}) {
                World world = new World(folder.resolve("prod-" + failing + done));
                world.terraformMakesTheFunction();
                world.promote(qa);
                assertThat(diedAndRunAgain(world, next, failing, done))
                        .as("write %d, done: %s", failing, done)
                        .isEqualTo(prod.state());
            }
        }
    }

    private Map<String, String> diedAndRunAgain(World world, World next, int failing, boolean done) {
        world.writes.clear();
        if (done) {
            world.writes.failAfter(failing);
        } else {
            world.writes.failBefore(failing);
        }
        try {
            world.promote(next);
        } catch (LambdaCiException e) {
            assertThat(List.of(qa.live().codeSha256(), next.live().codeSha256()))
                    .contains(world.live().codeSha256());
        }
        world.promote(next);
        return world.state();
    }
}

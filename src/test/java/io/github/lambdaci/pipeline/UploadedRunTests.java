package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.Descriptions;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.traffic.TrafficPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that leave the function to somebody else, and tell where code and dependencies are kept. */
final class UploadedRunTests {
    private static final Rollout WITHOUT_DEPLOY = new Rollout(TrafficPolicy.USUAL, Rollout.End.UPLOADED);
    private static final Rollout LOCATING = new Rollout(TrafficPolicy.USUAL, Rollout.End.LIVE, true);

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
        world.writes.clear();
        world.log.clear();
    }

    private static String code(Release release) {
        return release.uploaded()
                .code()
                .map(StoredArtifact::key)
                .map(ArtifactKey::key)
                .orElse("nowhere");
    }

    private StoredArtifact packages(Release release) {
        StoredArtifact packages = release.uploaded().packages().orElseThrow();
        assertThat(packages.key())
                .isEqualTo(world.project("orders", "any")
                        .keys()
                        .packages(release.dependencies().orElseThrow().fingerprint()));
        assertThat(world.store.holds(packages)).isTrue();
        return packages;
    }

    @Test
    void endsWhenEverythingIsInTheStore() throws IOException {
        world.code("print(2)");
        world.dependencies("requests==2.32.0");

        Release release = world.run("1.0.1", WITHOUT_DEPLOY);

        assertThat(release.status()).isEqualTo(Release.Status.UPLOADED);
        assertThat(release.live().version()).isEqualTo("2");
        assertThat(release.previousVersion()).isEmpty();
        assertThat(code(release)).isEqualTo("lambda-ci/orders/1.0.1/app.zip");
        assertThat(packages(release)).isNotNull();
        assertThat(release.dependencies().orElseThrow().layer()).isEmpty();
        assertThat(release.durations()).containsOnlyKeys(Stage.CHECK, Stage.BUNDLE, Stage.UPLOAD);
        assertThat(world.writes.done())
                .isNotEmpty()
                .allMatch(
                        write -> write.startsWith("upload ") || write.startsWith("copy ") || write.startsWith("lease "))
                .noneMatch(write -> write.contains("requirements.txt") || write.contains("latest.json"));
    }

    @Test
    void secondRunNamesTheSameObjectsAndKeepsNothingTwice() throws IOException {
        world.code("print(2)");
        world.dependencies("requests==2.32.0");
        Release first = world.run("1.0.1", WITHOUT_DEPLOY);
        world.writes.clear();

        Release second = world.run("1.0.1", WITHOUT_DEPLOY);

        assertThat(second.uploaded().code()).isEqualTo(first.uploaded().code());
        assertThat(second.uploaded().packages()).isEqualTo(first.uploaded().packages());
        assertThat(world.writes.done()).noneMatch(write -> write.startsWith("upload "));
    }

    @Test
    void nothingChangedNamesWhatHoldsTheLiveCodeAndWritesNothing() {
        Release release = world.run("1.0.1", WITHOUT_DEPLOY);

        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(code(release)).isEqualTo("lambda-ci/orders/1.0.0/app.zip");
        assertThat(release.uploaded().code().orElseThrow().sha256())
                .isEqualTo(world.live().codeSha256());
        assertThat(packages(release)).isNotNull();
        assertThat(release.dependencies().orElseThrow().layer())
                .contains(world.live().layers().get(0));
        assertThat(release.artifacts()).isEmpty();
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void objectIsFoundWhereLatestHoldsOtherCodeMeanwhile() throws IOException {
        world.code("print(2)");
        world.run("1.0.1", WITHOUT_DEPLOY);
        world.code("print(1)");
        world.writes.clear();

        Release release = world.run("1.0.2", WITHOUT_DEPLOY);

        // The marker tells which source version is live.
        assertThat(code(release)).isEqualTo("lambda-ci/orders/1.0.0/app.zip");
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void whatSomebodyElseDeployedFromTheObjectIsFoundThereAgain() throws IOException {
        world = new World(folder.resolve("two"));
        world.code("print(1)");
        world.terraformMakesTheFunction();
        StoredArtifact uploaded =
                world.run("1.0.0", WITHOUT_DEPLOY).uploaded().code().orElseThrow();
        world.lambda.updateCode(world.lambda.latest("orders"), uploaded);
        world.lambda.deleteAlias("orders", "latest");
        world.writes.clear();

        Release release = world.run("1.0.1", WITHOUT_DEPLOY);

        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(release.uploaded().code()).contains(uploaded);
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void objectWithOtherBytesIsNotTheOneWhateverItsKey() throws IOException {
        world.code("print(2)");
        world.run("1.0.0", WITHOUT_DEPLOY);
        world.code("print(1)");

        Release release = world.run("1.0.1", WITHOUT_DEPLOY);

        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(code(release)).isEqualTo("lambda-ci/orders/1.0.1/app.zip");
        assertThat(release.uploaded().code().orElseThrow().sha256())
                .isEqualTo(world.live().codeSha256());
    }

    @Test
    void liveCodeThatIsKeptNowhereIsUploaded() {
        world.keys().stream()
                .filter(key -> key.endsWith("app.zip"))
                .forEach(key -> world.store.remove(new ArtifactKey("artifacts", key)));

        Release release = world.run("1.0.1", WITHOUT_DEPLOY);

        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(code(release)).isEqualTo("lambda-ci/orders/1.0.1/app.zip");
        assertThat(world.store.holds(release.uploaded().code().orElseThrow())).isTrue();
    }

    @Test
    void liveDependenciesThatAreKeptNowhereAreTakenFromTheirLayer() {
        world.keys().stream()
                .filter(key -> key.startsWith("lambda-ci/packages/"))
                .forEach(key -> world.store.remove(new ArtifactKey("artifacts", key)));
        int builds = world.builder.builds();

        Release release = world.run("1.0.1", WITHOUT_DEPLOY);

        assertThat(packages(release)).isNotNull();
        assertThat(world.builder.builds()).isEqualTo(builds);
    }

    @Test
    void usualRunNamesThemToo() throws IOException {
        Release unchanged = world.run("1.0.1", LOCATING);
        assertThat(unchanged.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(code(unchanged)).isEqualTo("lambda-ci/orders/1.0.0/app.zip");
        assertThat(world.writes.done()).isEmpty();

        world.code("print(2)");
        Release changed = world.run("1.0.2", LOCATING);
        assertThat(changed.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(code(changed)).isEqualTo("lambda-ci/orders/1.0.2/app.zip");
        assertThat(packages(changed)).isEqualTo(packages(unchanged));
    }

    @Test
    void runThatWasNotAskedDoesNotTell() {
        Release release = world.run("1.0.1");
        assertThat(release.uploaded().code()).isEmpty();
        assertThat(release.uploaded().packages()).isEmpty();
    }

    @Test
    void dependenciesInTheCodeAreNoLayer() throws IOException {
        world.packaging(new Packaging(
                Packaging.USUAL.packageManager(),
                Packaging.USUAL.buildCommand(),
                true,
                Packaging.USUAL.slim(),
                Packaging.USUAL.omitted(),
                Packaging.USUAL.sizeReport()));
        world.run("1.0.1");
        Release release = world.run("1.0.1", WITHOUT_DEPLOY);
        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(release.uploaded().packages()).isEmpty();
        assertThat(code(release)).startsWith("lambda-ci/packages/");
    }

    @Test
    void layerThatSomebodyElsePublishedOfItIsKnownByItsDescription() {
        Release release = world.run("1.0.1", WITHOUT_DEPLOY);
        String description =
                Descriptions.ofLayer(release.dependencies().orElseThrow().fingerprint());
        assertThat(Descriptions.fingerprint(description))
                .isEqualTo(Optional.of(release.dependencies().orElseThrow().fingerprint()));
    }

    @Test
    void functionWithoutAnAliasHasNoVersion() {
        world.lambda.deleteAlias("orders", "latest");
        Release release = world.run("1.0.1", WITHOUT_DEPLOY);
        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(release.live().isPublished()).isFalse();
        assertThat(world.lambda.alias("orders", "latest")).isEmpty();
    }
}

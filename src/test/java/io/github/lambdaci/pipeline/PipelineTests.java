package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTests {
    private static final LambdaRuntime PYTHON = LambdaRuntime.of("python3.13");

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void deployAFirstRelease() throws IOException {
        world = new World(folder.resolve("one"));
        world.code("print(1)");
        world.dependencies("requests==2.31.0");
        world.terraformMakesTheFunction();
    }

    @Test
    void firstRunShipsCodeAndDependencies() {
        Release release = world.run("1.0.0");
        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(release.live().version()).isEqualTo("2");
        assertThat(release.previousVersion()).contains("1");
        assertThat(release.live().layers())
                .extracting(LayerVersionArn::layerName)
                .containsExactly("orders-deps");
        assertThat(world.keys())
                .contains(
                        "lambda-ci/orders/1.0.0/app.zip",
                        "lambda-ci/orders/1.0.0/deps.zip",
                        "lambda-ci/orders/latest/app.zip",
                        "lambda-ci/orders/latest/deps.zip",
                        "lambda-ci/orders/latest/requirements.txt",
                        "lambda-ci/orders/latest/latest.json")
                .anyMatch(key -> key.matches("lambda-ci/packages/[0-9a-f]{64}\\.zip"));
    }

    @Test
    void nothingChangedWritesNothing() {
        world.run("1.0.0");
        world.writes.clear();
        Release release = world.run("1.0.1");
        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(release.live().version()).isEqualTo("2");
        assertThat(world.writes.done()).isEmpty();
        assertThat(world.builder.builds()).isEqualTo(1);
    }

    @Test
    void unchangedSourcesAreKnownAgainWithoutAZip() {
        Release first = world.run("1.0.0");
        Release second = world.run("1.0.1");

        assertThat(second.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(second.code().sha256()).isEqualTo(first.code().sha256());
        assertThat(second.code().bytes()).isEqualTo(first.code().bytes());
        assertThat(folder.resolve("one/work-1/first/app.zip")).exists();
        assertThat(folder.resolve("one/work-2/first/app.zip")).doesNotExist();
    }

    @Test
    void sourcesAreComparedByTheirZipIfSomethingElseIsLive() throws IOException {
        world.run("1.0.0");
        world.code("print(2)");
        world.run("1.0.1");
        world.lambda.changeAlias("orders", "latest", world.lambda.version("orders", "2"), Map.of());

        assertThat(world.run("1.0.1").code().changed()).isTrue();
        assertThat(folder.resolve("one/work-3/first/app.zip")).exists();
    }

    @Test
    void executableBitIsAChangeOfTheSources() throws IOException {
        world.run("1.0.0");
        Files.setPosixFilePermissions(folder.resolve("one/src/app.py"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(world.run("1.0.1").code().changed()).isTrue();
    }

    @Test
    void aliasThatPointsToLatestGetsAVersion() {
        world.run("1.0.0");
        FunctionVersion latest = world.lambda.latest("orders");
        world.lambda.changeAlias("orders", "latest", latest, Map.of());
        Release release = world.run("1.0.1");
        assertThat(release.live().version()).isEqualTo("2");
        assertThat(world.live().version()).isEqualTo("2");
        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(release.previousVersion()).isNotEqualTo(Optional.of("$LATEST"));
    }

    @Test
    void onlyCodeChangedBuildsNoDependencies() throws IOException {
        world.run("1.0.0");
        world.writes.clear();
        world.code("print(2)");
        Release release = world.run("1.0.1");
        assertThat(release.code().changed()).isTrue();
        assertThat(release.dependencies().orElseThrow().changed()).isFalse();
        assertThat(world.builder.builds()).isEqualTo(1);
        assertThat(world.writes.done()).noneMatch(write -> write.contains("deps.zip") || write.contains("packages"));
        assertThat(world.live().version()).isEqualTo("3");
    }

    @Test
    void onlyDependenciesChangedUploadsNoCode() throws IOException {
        world.run("1.0.0");
        world.writes.clear();
        world.dependencies("requests==2.32.0");
        Release release = world.run("1.0.1");
        assertThat(release.code().changed()).isFalse();
        assertThat(release.dependencies().orElseThrow().changed()).isTrue();
        assertThat(world.writes.done()).noneMatch(write -> write.contains("app.zip"));
        assertThat(world.live().layers()).extracting(LayerVersionArn::version).containsExactly(2L);
    }

    @Test
    void revertedDependenciesAreFoundByFingerprint() throws IOException {
        world.run("1.0.0");
        LayerVersionArn first = world.live().layers().get(0);
        world.dependencies("requests==2.32.0");
        world.run("1.0.1");
        world.dependencies("requests==2.31.0");
        world.run("1.0.2");
        assertThat(world.builder.builds()).isEqualTo(2);
        assertThat(world.live().layers()).containsExactly(first);
        assertThat(world.keys()).contains("lambda-ci/orders/1.0.2/deps.zip");
    }

    @Test
    void dependenciesOfAnotherFunctionAreFoundByFingerprint() {
        world.run("1.0.0");
        world.lambda.createFunction("invoices", PYTHON);
        world.run(world.project("invoices", "1.0.0"));
        assertThat(world.builder.builds()).isEqualTo(1);
        assertThat(world.lambda
                        .alias("invoices", "latest")
                        .orElseThrow()
                        .target()
                        .layers())
                .extracting(LayerVersionArn::layerName)
                .containsExactly("invoices-deps");
    }

    @Test
    void layerIsPublishedWhenAnEarlierDeployFailedAfterUpload() throws IOException {
        world.writes.failBefore(writesOfFirstRelease().indexOf("publishLayer") + 1);
        assertThatThrownBy(() -> world.run("1.0.0")).isInstanceOf(AwsException.class);
        world.run("1.0.0");
        assertThat(world.live().layers()).hasSize(1);
        assertThat(world.builder.builds()).isEqualTo(1);
    }

    @Test
    void deletedAliasIsCreatedAgainWithoutANewVersion() {
        world.run("1.0.0");
        world.lambda.deleteAlias("orders", "latest");
        world.writes.clear();
        Release release = world.run("1.0.0");
        assertThat(release.live().version()).isEqualTo("2");
        assertThat(world.live().version()).isEqualTo("2");
        assertThat(world.writes.done()).noneMatch(write -> write.startsWith("upload"));
    }

    @Test
    void codeThatSomebodyPutIntoLatestIsReplaced() {
        world.run("1.0.0");
        Sha256 code = world.live().codeSha256();
        world.lambda.change("orders", latest -> withCode(latest, Sha256.of(new byte[] {9})));
        Release release = world.run("1.0.0");
        assertThat(world.lambda.latest("orders").codeSha256()).isEqualTo(code);
        assertThat(release.live().codeSha256()).isEqualTo(code);
        assertThat(world.log.events("latestDiffersFromAlias")).hasSize(1);
    }

    @Test
    void settingsThatTerraformChangedArePublished() {
        world.run("1.0.0");
        world.lambda.change("orders", latest -> withSettings(latest, Sha256.of(new byte[] {7})));
        Release release = world.run("1.0.0");
        assertThat(release.live().version()).isEqualTo("3");
        assertThat(release.live().settings()).isEqualTo(Sha256.of(new byte[] {7}));
    }

    @Test
    void foreignLayersKeepTheirPlaces() throws IOException {
        world.run("1.0.0");
        LayerVersionArn own = world.live().layers().get(0);
        LayerVersionArn before = world.lambda.publishForeignLayer("tracing");
        LayerVersionArn after = world.lambda.publishForeignLayer("secrets");
        world.lambda.change("orders", latest -> withLayers(latest, List.of(before, own, after)));
        world.dependencies("requests==2.32.0");
        world.run("1.0.1");
        assertThat(world.live().layers())
                .extracting(LayerVersionArn::layerName)
                .containsExactly("tracing", "orders-deps", "secrets");
    }

    @Test
    void sixthLayerIsRefusedBeforeAnythingIsBuilt() {
        List<LayerVersionArn> five = List.of("a", "b", "c", "d", "e").stream()
                .map(world.lambda::publishForeignLayer)
                .toList();
        world.lambda.change("orders", latest -> withLayers(latest, five));
        assertThatThrownBy(() -> world.run("1.0.0"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("a, b, c, d, e");
        assertThat(world.builder.builds()).isZero();
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void staleWeightsAreCleared() {
        world.run("1.0.0");
        world.lambda.changeAlias("orders", "latest", world.live(), Map.of("1", 0.5));
        Release release = world.run("1.0.0");
        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(world.lambda.alias("orders", "latest").orElseThrow().weights())
                .isEmpty();
    }

    @Test
    void aliasThatSomebodyMovedMeanwhileIsNotMoved() throws IOException {
        world.run("1.0.0");
        world.code("print(2)");
        FunctionVersion version = world.live();
        world.writes.before("pointAlias", () -> world.lambda.changeAlias("orders", "latest", version, Map.of()));
        world.runThatFails("1.0.1");
        assertThat(world.live()).isEqualTo(version);
    }

    @Test
    void versionThatDoesNotStartNeverGetsTheAlias() throws IOException {
        world.run("1.0.0");
        world.code("print(2)");
        world.lambda.failToStartVersions("out of addresses");
        assertThatThrownBy(() -> world.run("1.0.1")).isInstanceOf(VersionCheckException.class);
        assertThat(world.live().version()).isEqualTo("2");
    }

    @Test
    void failedInstallWritesNothing() {
        world.builder.fail();
        assertThatThrownBy(() -> world.run("1.0.0")).isInstanceOf(BuildException.class);
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void tooLargeABundleIsRefusedBeforeAnythingIsUploaded() {
        world.lambda.limitUnzippedTo(10);
        assertThatThrownBy(() -> world.run("1.0.0"))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("nothing was uploaded")
                .extracting(error -> ((LambdaCiException) error).hint())
                .asString()
                .contains("app.py");
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void noPackagesAtAllStillMakeALayer() {
        world.builder.produceNothing();
        world.run("1.0.0");
        world.writes.clear();
        assertThat(world.run("1.0.0").status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(world.live().layers()).hasSize(1);
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void projectWithoutDescriptorKeepsTheLayers() throws IOException {
        world.run("1.0.0");
        List<LayerVersionArn> layers = world.live().layers();
        Files.delete(world.folder.resolve("src/requirements.txt"));
        world.code("print(2)");
        Release release = world.run("1.0.1");
        assertThat(release.dependencies()).isEmpty();
        assertThat(release.live().layers()).isEqualTo(layers);
    }

    @Test
    void changeOfTheLockFileAloneBuildsAnewAndIsTold() throws IOException {
        world.packaging(new Packaging(Optional.of("uv"), Optional.empty(), false, false, List.of(), false));
        world.code("print(1)");
        world.file("pyproject.toml", "[project]\ndependencies = ['requests']");
        world.file("uv.lock", "version = 1\n");
        world.run("1.0.0");

        world.file("uv.lock", "version = 1\nrevision = 2\n");
        Release release = world.run("1.0.1");

        assertThat(world.builder.builds()).isEqualTo(2);
        assertThat(release.dependencies())
                .hasValueSatisfying(found -> assertThat(found.changed()).isTrue());
        assertThat(world.log.events()).contains("descriptorCompared pyproject.toml INPUTS");
    }

    @Test
    void runtimeThatContradictsTheFunctionIsRefused() {
        LambdaProject project = world.project("orders", "1.0.0");
        LambdaProject other = new LambdaProject(
                project.target(),
                project.sources(),
                project.descriptorPath(),
                project.sourceVersion(),
                Optional.of(LambdaRuntime.of("python3.12")),
                project.packaging());
        assertThatThrownBy(() -> world.run(other))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("python3.13")
                .hasMessageContaining("python3.12");
    }

    @Test
    void packagesThatALifecycleRuleRemovedAreBuiltAgain() throws IOException {
        world.run("1.0.0");
        world.dependencies("requests==2.32.0");
        world.run("1.0.1");
        world.keys().stream()
                .filter(key -> key.startsWith("lambda-ci/packages/"))
                .forEach(key -> world.store.remove(new ArtifactKey("artifacts", key)));
        world.dependencies("requests==2.31.0");
        world.run("1.0.2");
        assertThat(world.builder.builds()).isEqualTo(3);
    }

    @Test
    void interruptedRunStopsBeforeTheNextStage() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> world.run("1.0.0")).isInstanceOf(InterruptedRunException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void damagedMarkerCountsAsNone() {
        world.run("1.0.0");
        ArtifactKey marker = new ArtifactKey("artifacts", "lambda-ci/orders/latest/latest.json");
        world.store.write("{\"version\": 7".getBytes(StandardCharsets.UTF_8), marker);
        Release release = world.run("1.0.0");
        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(new String(world.store.read(marker).orElseThrow(), StandardCharsets.UTF_8))
                .contains("\"version\" : \"2\"");
    }

    /** Whatever write fails, before it is done or after, a run again ends where an undisturbed run ends. */
    @Test
    void runThatDiedAnywhereCanBeRunAgain() throws IOException {
        Map<String, String> undisturbed = bothChanged(new World(folder.resolve("undisturbed")), 0, false);
        int writes = writesOfFirstRelease().size();
        assertThat(writes).isGreaterThan(10);
        for (int write = 1; write <= writes; write++) {
            for (boolean done : new boolean[] {false, true}) {
                World disturbed = new World(folder.resolve(write + "-" + done));
                assertThat(bothChanged(disturbed, write, done))
                        .as("write %s failed %s", write, done ? "after it was done" : "before")
                        .isEqualTo(undisturbed);
            }
        }
    }

    private List<String> writesOfFirstRelease() throws IOException {
        World other = new World(folder.resolve("other"));
        other.code("print(1)");
        other.dependencies("requests==2.31.0");
        other.terraformMakesTheFunction();
        other.run("1.0.0");
        return other.writes.done().stream()
                .map(write -> write.substring(0, write.indexOf(' ')))
                .toList();
    }

    /** Ships 1.0.0, then changes both and ships 1.0.1 with a failing write, then runs that again. */
    private static Map<String, String> bothChanged(World world, int failing, boolean done) throws IOException {
        world.code("print(1)");
        world.dependencies("requests==2.31.0");
        world.terraformMakesTheFunction();
        world.run("1.0.0");
        FunctionVersion old = world.live();
        world.code("print(2)");
        world.dependencies("requests==2.32.0");
        world.writes.clear();
        if (failing > 0) {
            if (done) {
                world.writes.failAfter(failing);
            } else {
                world.writes.failBefore(failing);
            }
            world.runThatFails("1.0.1");
            FunctionVersion between = world.live();
            assertThat(between.equals(old)
                            || between.codeSha256()
                                    .equals(world.lambda.latest("orders").codeSha256()))
                    .isTrue();
        }
        world.run("1.0.1");
        return world.state();
    }

    static FunctionVersion withCode(FunctionVersion from, Sha256 code) {
        return new FunctionVersion(
                from.functionArn(),
                from.version(),
                from.runtime(),
                from.architecture(),
                code,
                from.layers(),
                from.settings(),
                from.revisionId(),
                from.logGroup());
    }

    private static FunctionVersion withSettings(FunctionVersion from, Sha256 settings) {
        return new FunctionVersion(
                from.functionArn(),
                from.version(),
                from.runtime(),
                from.architecture(),
                from.codeSha256(),
                from.layers(),
                settings,
                from.revisionId(),
                from.logGroup());
    }

    static FunctionVersion withLayers(FunctionVersion from, List<LayerVersionArn> layers) {
        return new FunctionVersion(
                from.functionArn(),
                from.version(),
                from.runtime(),
                from.architecture(),
                from.codeSha256(),
                layers,
                from.settings(),
                from.revisionId(),
                from.logGroup());
    }
}

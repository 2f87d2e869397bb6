package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.project.Packaging;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dependencies that go into the function's zip instead of a layer. */
class DependenciesInCodeTests {
    static final Packaging IN_CODE = new Packaging(Optional.empty(), Optional.empty(), true, false, List.of(), false);

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeAProject() throws IOException {
        world = project("one");
    }

    private World project(String name) throws IOException {
        World made = new World(folder.resolve(name));
        made.code("print(1)");
        made.dependencies("requests==2.31.0");
        made.packaging(IN_CODE);
        made.terraformMakesTheFunction();
        return made;
    }

    private Map<String, String> shipped() throws IOException {
        byte[] zip = world.store
                .read(new ArtifactKey("artifacts", "lambda-ci/orders/latest/app.zip"))
                .orElseThrow();
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private String marker() {
        return new String(
                world.store
                        .read(new ArtifactKey("artifacts", "lambda-ci/orders/latest/latest.json"))
                        .orElseThrow(),
                StandardCharsets.UTF_8);
    }

    @Test
    void theyAreAtTheRootOfTheZipAndNoLayerIsMade() throws IOException {
        Release release = world.run("1.0.0");

        assertThat(shipped())
                .containsOnly(Map.entry("app.py", "print(1)"), Map.entry("installed.txt", "requests==2.31.0"));
        assertThat(release.live().layers()).isEmpty();
        Release.Dependencies dependencies = release.dependencies().orElseThrow();
        assertThat(dependencies.layer()).isEmpty();
        assertThat(dependencies.changed()).isTrue();
        assertThat(dependencies.packages()).isPresent();
        assertThat(world.writes.done()).noneMatch(write -> write.startsWith("publishLayer"));
        assertThat(world.keys()).doesNotContain("lambda-ci/orders/latest/deps.zip");
        assertThat(marker()).contains("\"layerVersionArn\" : null");
    }

    @Test
    void nothingChangedDownloadsBuildsAndWritesNothing() {
        world.run("1.0.0");
        world.writes.clear();

        Release release = world.run("1.0.1");

        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(release.dependencies().orElseThrow().packages()).isPresent();
        assertThat(world.builder.builds()).isEqualTo(1);
        assertThat(world.store.downloads()).isZero();
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void ifOnlyCodeChangedDependenciesAreFetchedAndNotBuilt() throws IOException {
        world.run("1.0.0");
        world.code("print(2)");

        Release release = world.run("1.0.1");

        assertThat(world.builder.builds()).isEqualTo(1);
        assertThat(world.store.downloads()).isEqualTo(1);
        assertThat(shipped()).containsEntry("app.py", "print(2)").containsEntry("installed.txt", "requests==2.31.0");
        assertThat(release.dependencies().orElseThrow().changed()).isFalse();
    }

    @Test
    void whatIsFetchedMakesTheSameZipAsWhatWasBuilt() {
        Release built = world.run("1.0.0");
        ArtifactKey code = built.artifacts().stream()
                .filter(artifact -> artifact.sha256().equals(built.code().sha256()))
                .findFirst()
                .orElseThrow()
                .key();
        world.store.remove(code);

        Release fetched = world.run("1.0.1");

        assertThat(world.store.downloads()).isEqualTo(1);
        assertThat(fetched.code().sha256()).isEqualTo(built.code().sha256());
        assertThat(fetched.status()).isEqualTo(Release.Status.UNCHANGED);
    }

    @Test
    void ifOnlyDependenciesChangedTheCodeIsAnother() throws IOException {
        world.run("1.0.0");
        world.dependencies("requests==2.32.0");

        Release release = world.run("1.0.1");

        assertThat(release.code().changed()).isTrue();
        assertThat(release.dependencies().orElseThrow().changed()).isTrue();
        assertThat(shipped()).containsEntry("installed.txt", "requests==2.32.0");
    }

    @Test
    void theOwnLayerOfEarlierReleasesIsTakenOffAndOthersStay() {
        world.packaging(Packaging.USUAL);
        world.run("1.0.0");
        LayerVersionArn own = world.live().layers().get(0);
        LayerVersionArn foreign = world.lambda.publishForeignLayer("tracing");
        world.lambda.change("orders", latest -> PipelineTests.withLayers(latest, List.of(own, foreign)));
        world.packaging(IN_CODE);

        Release release = world.run("1.0.1");

        assertThat(release.live().layers()).containsExactly(foreign);
        assertThat(world.builder.builds()).isEqualTo(1);
        assertThat(release.dependencies().orElseThrow().changed()).isTrue();
        world.writes.clear();
        assertThat(world.run("1.0.1").status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void goingBackToALayerWorksToo() throws IOException {
        world.run("1.0.0");
        world.packaging(Packaging.USUAL);
        world.writes.clear();

        Release release = world.run("1.0.1");

        assertThat(release.live().layers())
                .extracting(LayerVersionArn::layerName)
                .containsExactly("orders-deps");
        assertThat(shipped()).containsOnlyKeys("app.py");
        assertThat(world.builder.builds()).isEqualTo(1);
        assertThat(marker()).contains(release.live().layers().get(0).toString());
    }

    /** Lambda counts code and layers together, also between the two changes. */
    @Test
    void whatMakesRoomGoesFirst() {
        world.run("1.0.0");
        world.packaging(Packaging.USUAL);
        world.writes.clear();
        world.run("1.0.1");
        assertThat(changes()).containsExactly("updateCode", "updateLayers");

        world.packaging(IN_CODE);
        world.writes.clear();
        world.run("1.0.2");
        assertThat(changes()).containsExactly("updateLayers", "updateCode");
    }

    private List<String> changes() {
        return world.writes.done().stream()
                .map(write -> write.substring(0, write.indexOf(' ')))
                .filter(write -> write.startsWith("update"))
                .toList();
    }

    @Test
    void aFunctionWithFiveLayersCanHaveThem() {
        List<LayerVersionArn> five = List.of("a", "b", "c", "d", "e").stream()
                .map(world.lambda::publishForeignLayer)
                .toList();
        world.lambda.change("orders", latest -> PipelineTests.withLayers(latest, five));

        assertThat(world.run("1.0.0").live().layers()).isEqualTo(five);
    }

    @Test
    void codeWinsOverAFileOfTheDependencies() throws IOException {
        world.file("installed.txt", "mine");

        world.run("1.0.0");

        assertThat(shipped()).containsEntry("installed.txt", "mine");
        assertThat(world.log.events("codeHidesDependencies")).containsExactly("codeHidesDependencies [installed.txt]");
    }

    @Test
    void noPackagesAtAllLeaveNoTrace() throws IOException {
        world.builder.produceNothing();

        world.run("1.0.0");
        world.code("print(2)");
        world.run("1.0.1");

        assertThat(shipped()).containsOnlyKeys("app.py");
        assertThat(world.builder.builds()).isEqualTo(1);
    }

    @Test
    void theyCanBeAddedToWhatACommandMakes() throws IOException {
        world.packaging(new Packaging(Optional.of("pip"), Optional.of("make"), true, false, List.of(), false));

        world.run("1.0.0");
        world.run("1.0.1");

        assertThat(shipped()).containsOnlyKeys("built", "installed.txt");
        assertThat(world.builder.commands()).isEqualTo(1);
        assertThat(world.builder.builds()).isEqualTo(1);
    }

    /** Whatever write fails, before it is done or after, a run again ends where an undisturbed run ends. */
    @Test
    void aChangeOfPlaceThatDiedAnywhereCanBeRunAgain() throws IOException {
        Map<String, String> undisturbed = moved(project("undisturbed"), 0, false);
        for (int write = 1; write <= 10; write++) {
            for (boolean done : new boolean[] {false, true}) {
                assertThat(moved(project(write + "-" + done), write, done))
                        .as("write %s failed %s", write, done ? "after it was done" : "before")
                        .isEqualTo(undisturbed);
            }
        }
    }

    /** Ships with a layer, then with the dependencies in the code, whose n-th write fails. */
    private static Map<String, String> moved(World world, int failing, boolean done) {
        world.packaging(Packaging.USUAL);
        world.run("1.0.0");
        world.packaging(IN_CODE);
        world.writes.clear();
        if (failing > 0) {
            if (done) {
                world.writes.failAfter(failing);
            } else {
                world.writes.failBefore(failing);
            }
            world.runThatFails("1.0.1");
        }
        world.run("1.0.1");
        return world.state();
    }
}

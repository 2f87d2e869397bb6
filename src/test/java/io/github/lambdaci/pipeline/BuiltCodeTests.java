package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that a build command makes, which is another zip each time it is run. */
class BuiltCodeTests {
    private static final Packaging MAKE = command("make");

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeAFunction() throws IOException {
        world = project("one");
    }

    private World project(String name) throws IOException {
        World made = new World(folder.resolve(name));
        made.runtime("provided.al2023");
        made.file("main.go", "package main");
        made.packaging(MAKE);
        made.terraformMakesTheFunction();
        return made;
    }

    private static Packaging command(String line) {
        return new Packaging(Optional.empty(), Optional.of(line), false, false, List.of(), false);
    }

    @Test
    void whatTheCommandMakesIsShippedAndKeptUnderItsFingerprint() {
        Release release = world.run("1.0.0");

        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(release.live().codeSha256()).isEqualTo(release.code().sha256());
        assertThat(release.dependencies()).isEmpty();
        assertThat(release.live().layers()).isEmpty();
        assertThat(release.artifacts())
                .extracting(artifact -> artifact.key().key().replaceFirst("[0-9a-f]{64}", "FINGERPRINT"))
                .containsExactly(
                        "lambda-ci/packages/FINGERPRINT.zip",
                        "lambda-ci/orders/1.0.0/app.zip",
                        "lambda-ci/orders/latest/app.zip");
        assertThat(release.artifacts())
                .extracting(StoredArtifact::sha256)
                .containsOnly(release.code().sha256());
    }

    @Test
    void nothingChangedBuildsAndWritesNothing() throws IOException {
        world.run("1.0.0");
        world.writes.clear();
        Files.createDirectories(world.folder.resolve("src/dist"));
        world.file("dist/left-by-an-earlier-build", "");

        Release release = world.run("1.0.1");

        assertThat(release.status()).isEqualTo(Release.Status.UNCHANGED);
        assertThat(world.builder.commands()).isEqualTo(1);
        assertThat(world.writes.done()).isEmpty();
        assertThat(world.store.downloads()).isZero();
    }

    @Test
    void everythingThatTheCommandSeesDecides() throws IOException {
        Sha256 first = world.run("1.0.0").code().sha256();
        world.file("main.go", "package other");
        Sha256 content = world.run("1.0.1").code().sha256();
        Files.setPosixFilePermissions(
                world.folder.resolve("src/main.go"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        Sha256 mode = world.run("1.0.2").code().sha256();
        world.packaging(command("make all"));
        Sha256 command = world.run("1.0.3").code().sha256();

        assertThat(List.of(first, content, mode, command)).doesNotHaveDuplicates();
        assertThat(world.builder.commands()).isEqualTo(4);
    }

    @Test
    void revertedCodeIsFoundAndNotBuilt() throws IOException {
        Sha256 first = world.run("1.0.0").code().sha256();
        world.file("main.go", "package other");
        world.run("1.0.1");
        world.file("main.go", "package main");

        Release release = world.run("1.0.2");

        assertThat(world.builder.commands()).isEqualTo(2);
        assertThat(release.live().codeSha256()).isEqualTo(first);
        assertThat(world.keys()).contains("lambda-ci/orders/1.0.2/app.zip");
        assertThat(Sha256.of(world.store
                        .read(new ArtifactKey("artifacts", "lambda-ci/orders/latest/app.zip"))
                        .orElseThrow()))
                .isEqualTo(first);
    }

    @Test
    void codeThatSomebodyPutIntoLatestIsReplacedWithoutABuild() {
        Sha256 code = world.run("1.0.0").code().sha256();
        world.lambda.change("orders", latest -> PipelineTests.withCode(latest, Sha256.of(new byte[] {9})));

        Release release = world.run("1.0.0");

        assertThat(release.live().codeSha256()).isEqualTo(code);
        assertThat(world.builder.commands()).isEqualTo(1);
    }

    @Test
    void aCommandThatLeavesNothingIsRefused() {
        world.builder.produceNothing();

        assertThatThrownBy(() -> world.run("1.0.0"))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("left nothing in dist/")
                .extracting(error -> ((LambdaCiException) error).hint())
                .asString()
                .contains("ARTIFACTS_DIR");
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void aMakefileIsRunWhereThereIsNoPackageManager() throws IOException {
        world.packaging(Packaging.USUAL);
        world.file("Makefile", "all: build\nbuild: main.go\n\tgo build -o $(ARTIFACTS_DIR)/bootstrap\n");

        world.run("1.0.0");

        assertThat(world.log.events("codeBuilding")).containsExactly("codeBuilding make build fake");
    }

    @Test
    void withoutACommandTheFolderIsShippedAsItIs() throws IOException {
        world.packaging(Packaging.USUAL);
        world.file("Makefile", "BUILD := build\nbuild := x\nbuilder: main.go\n\tgo build\n");

        world.run("1.0.0");

        assertThat(world.builder.commands()).isZero();
        assertThat(world.log.events("codeShippedAsItIs")).hasSize(1);
        assertThat(world.log.events("warning")).anyMatch(text -> text.contains("no file bootstrap"));
    }

    @Test
    void aMakefileMayMeanAnythingInAProjectOfPython() throws IOException {
        World python = new World(folder.resolve("python"));
        python.code("print(1)");
        python.file("Makefile", "build:\n\tdocker build .\n");
        python.terraformMakesTheFunction();

        python.run("1.0.0");

        assertThat(python.builder.commands()).isZero();
    }

    @Test
    void aCommandMakesThePackageOfPythonWithItsDependencies() throws IOException {
        World python = new World(folder.resolve("python"));
        python.code("print(1)");
        python.dependencies("requests==2.31.0");
        python.packaging(MAKE);
        python.terraformMakesTheFunction();

        Release release = python.run("1.0.0");

        assertThat(python.builder.commands()).isEqualTo(1);
        assertThat(python.builder.builds()).isZero();
        assertThat(release.dependencies()).isEmpty();
    }

    @Test
    void dependenciesThatAreAskedForComeBesideTheCommand() throws IOException {
        World python = new World(folder.resolve("python"));
        python.code("print(1)");
        python.dependencies("requests==2.31.0");
        python.packaging(new Packaging(Optional.of("pip"), Optional.of("make"), false, false, List.of(), false));
        python.terraformMakesTheFunction();

        Release release = python.run("1.0.0");

        assertThat(python.builder.builds()).isEqualTo(1);
        assertThat(release.live().layers()).hasSize(1);
    }

    @Test
    void aDescriptorForAnotherLanguageIsRefused() {
        world.packaging(new Packaging(Optional.of("pip"), Optional.of("make"), false, false, List.of(), false));

        assertThatThrownBy(() -> world.run("1.0.0"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("no package manager for provided.al2023");
    }

    @Test
    void codeThatALifecycleRuleRemovedIsBuiltAgain() {
        world.run("1.0.0");
        world.keys().stream()
                .filter(key -> key.startsWith("lambda-ci/packages/"))
                .forEach(key -> world.store.remove(new ArtifactKey("artifacts", key)));

        Release release = world.run("1.0.1");

        assertThat(world.builder.commands()).isEqualTo(2);
        assertThat(release.live().codeSha256()).isEqualTo(release.code().sha256());
    }

    /** Whatever write fails, before it is done or after: the next run ends the release, and the one after does nothing. */
    @Test
    void runThatDiedAnywhereCanBeRunAgain() throws IOException {
        world.run("1.0.0");
        int writes = world.writes.done().size();
        assertThat(writes).isGreaterThan(5);
        for (int write = 1; write <= writes; write++) {
            for (boolean done : new boolean[] {false, true}) {
                World disturbed = project(write + "-" + done);
                if (done) {
                    disturbed.writes.failAfter(write);
                } else {
                    disturbed.writes.failBefore(write);
                }
                disturbed.runThatFails("1.0.0");
                boolean kept = disturbed.store.keys().stream()
                        .anyMatch(key -> key.key().startsWith("lambda-ci/packages/"));
                Release release = disturbed.run("1.0.0");
                assertThat(release.live().codeSha256()).isEqualTo(release.code().sha256());
                // Only what was not kept before the run died is built a second time.
                assertThat(disturbed.builder.commands()).isEqualTo(kept ? 1 : 2);
                disturbed.writes.clear();
                assertThat(disturbed.run("1.0.0").status()).isEqualTo(Release.Status.UNCHANGED);
                assertThat(disturbed.writes.done()).isEmpty();
            }
        }
    }
}

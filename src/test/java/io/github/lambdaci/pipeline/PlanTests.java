package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.plan.AliasMove;
import io.github.lambdaci.plan.Change;
import io.github.lambdaci.plan.DependencyChange.Cause;
import io.github.lambdaci.plan.FileChange;
import io.github.lambdaci.plan.LayerChange;
import io.github.lambdaci.plan.PackageChange;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Reason;
import io.github.lambdaci.project.Packaging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What plans say of files and packages. */
class PlanTests extends PlanFixture {
    @Test
    void nothingIsSaidToChangeWhereNothingDoes() {
        Plan plan = plan();

        assertThat(plan.hasChanges()).isFalse();
        assertThat(plan.move().kind()).isEqualTo(AliasMove.Kind.NONE);
        assertThat(plan.code().isChanged()).isFalse();
        assertThat(dependencies(plan).isChanged()).isFalse();
        assertThat(plan.size()).isEmpty();
        assertThat(world.store.downloads()).isZero();
        assertComesTrue(plan);
    }

    @Test
    void filesOfTheCodeAreCompared() throws IOException {
        world.code("print(22)");
        world.file("new.py", "new");
        world.file("same-size.py", "b");
        Files.delete(world.folder.resolve("src/old.py"));

        Plan plan = plan();

        assertThat(plan.reasons()).containsExactly(Reason.CODE);
        assertThat(files(plan))
                .containsExactly("CHANGED app.py", "ADDED new.py", "REMOVED old.py", "CHANGED same-size.py");
        FileChange app = plan.code().files().changes().get(0);
        assertThat(app.before().orElseThrow().bytes()).isEqualTo(8);
        assertThat(app.after().orElseThrow().bytes()).isEqualTo(9);
        assertThat(plan.code().bytesBefore()).isPresent();
        assertThat(dependencies(plan).isChanged()).isFalse();
        assertThat(plan.layers()).extracting(LayerChange::kind).containsExactly(LayerChange.Kind.KEPT);
        assertComesTrue(plan);
    }

    @Test
    void packagesAreComparedByTheirVersions() throws IOException {
        world.dependencies("requests==2.32.3");
        world.builder.install("requests", "2.32.3");
        world.builder.install("charset_normalizer", "3.4.0");
        world.builder.uninstall("chardet");

        Plan plan = plan();

        assertThat(plan.reasons()).containsExactly(Reason.DEPENDENCIES);
        assertThat(dependencies(plan).causes()).containsExactly(Cause.DESCRIPTOR);
        assertThat(packages(plan))
                .containsExactly(
                        "REMOVED chardet [5.2.0]",
                        "ADDED charset_normalizer [3.4.0]",
                        "CHANGED requests [2.31.0] [2.32.3]");
        assertThat(plan.layers()).extracting(LayerChange::kind).containsExactly(LayerChange.Kind.PUBLISHED);
        assertThat(plan.layers().get(0).before()).hasValue(1L);
        assertThat(plan.size().orElseThrow().before()).isPresent();
        assertComesTrue(plan);
    }

    @Test
    void sameVersionWithOtherFilesIsSaidToBeBuiltAnew() throws IOException {
        world.dependencies("requests==2.31.0\n");
        world.builder.produce("requests.py", "patched");

        PackageChange change = dependencies(plan()).packages().changes().stream()
                .filter(found -> found.name().equals("requests"))
                .findFirst()
                .orElseThrow();

        assertThat(change.isRebuilt()).isTrue();
    }

    @Test
    void sizeBeforeIsWhatTheLastReleaseMeasured() throws IOException {
        world.packaging(new Packaging(Optional.empty(), Optional.empty(), false, false, List.of(), true));
        long before = plan().size().orElseThrow().after().unzippedBytes();
        world.code("print(333)");
        world.dependencies("requests==2.32.3, more");
        world.builder.install("requests", "2.32.3");

        Plan plan = plan();

        assertThat(plan.size().orElseThrow().before()).hasValue(before);
        assertThat(plan.size().orElseThrow().after().unzippedBytes()).isNotEqualTo(before);
    }

    @Test
    void revertedDependenciesAreComparedThoughNothingIsBuilt() throws IOException {
        world.dependencies("requests==2.32.3");
        world.builder.install("requests", "2.32.3");
        world.run("2.0.0");
        world.dependencies("requests==2.31.0");
        int builds = world.builder.builds();

        Plan plan = plan();

        assertThat(world.builder.builds()).isEqualTo(builds);
        assertThat(packages(plan)).containsExactly("CHANGED requests [2.32.3] [2.31.0]");
        assertThat(plan.layers()).extracting(LayerChange::kind).containsExactly(LayerChange.Kind.REUSED);
        assertThat(plan.layers().get(0).after()).hasValue(1L);
        assertComesTrue(plan);
    }

    @Test
    void firstReleaseIsComparedWithThePlaceholder() throws IOException {
        world = new World(folder.resolve("two"));
        world.code("print(1)");
        world.dependencies("requests==2.31.0");
        world.builder.install("requests", "2.31.0");
        world.terraformMakesTheFunction();

        Plan plan = plan();

        assertThat(plan.reasons()).containsExactly(Reason.CODE, Reason.DEPENDENCIES);
        assertThat(dependencies(plan).causes()).containsExactly(Cause.FIRST);
        assertThat(files(plan)).containsExactly("ADDED app.py", "REMOVED dummy.txt");
        assertThat(packages(plan)).containsExactly("ADDED requests [2.31.0]");
        assertComesTrue(plan);
    }

    @Test
    void emptiedBucketIsNoMatterWhileLambdaTells() throws IOException {
        world.store.keys().forEach(world.store::remove);
        world.code("print(2)");
        world.dependencies("requests==2.32.3");
        world.builder.install("requests", "2.32.3");

        Plan plan = plan();

        assertThat(files(plan)).containsExactly("CHANGED app.py");
        assertThat(packages(plan)).containsExactly("CHANGED requests [2.31.0] [2.32.3]");
        assertComesTrue(plan);
    }

    @Test
    void whatCannotBeReadIsSaidAndFailsNothing() throws IOException {
        world.store.keys().forEach(world.store::remove);
        world.lambda.denyDownloads();
        world.code("print(2)");
        world.dependencies("requests==2.32.3");
        world.builder.install("requests", "2.32.3");

        Plan plan = plan();

        assertThat(plan.code().isChanged()).isTrue();
        assertThat(plan.code().files().unreadable().orElseThrow()).contains("lambda:GetFunction");
        assertThat(files(plan)).isEmpty();
        assertThat(dependencies(plan).packages().unreadable().orElseThrow()).contains("lambda:GetLayerVersion");
        assertThat(packages(plan)).containsExactly("ADDED chardet [5.2.0]", "ADDED requests [2.32.3]");
        assertThat(plan.size().orElseThrow().before()).isEmpty();
        assertComesTrue(plan);
    }

    @Test
    void packagesOfALayerAreComparedWhereTheCodeCannotBeRead() throws IOException {
        world.store.remove(new ArtifactKey("artifacts", "lambda-ci/orders/latest/app.zip"));
        world.store.remove(new ArtifactKey("artifacts", "lambda-ci/orders/1.0.0/app.zip"));
        world.lambda.denyDownloads();
        world.code("print(2)");
        world.dependencies("requests==2.32.3");
        world.builder.install("requests", "2.32.3");

        Plan plan = plan();

        assertThat(plan.code().files().unreadable()).isPresent();
        assertThat(dependencies(plan).packages().unreadable()).isEmpty();
        assertThat(packages(plan)).containsExactly("CHANGED requests [2.31.0] [2.32.3]");
    }

    @Test
    void markerThatSomebodyDamagedIsNoMatter() throws IOException {
        ArtifactKey key = new ArtifactKey("artifacts", "lambda-ci/orders/latest/latest.json");
        String marker = new String(world.store.read(key).orElseThrow(), StandardCharsets.UTF_8);
        world.store.write(
                marker.replaceAll("\"fingerprint\" : \"[0-9a-f]+\"", "\"fingerprint\" : \"nonsense\"")
                        .getBytes(StandardCharsets.UTF_8),
                key);
        world.dependencies("requests==2.32.3");
        world.builder.install("requests", "2.32.3");

        assertThat(packages(plan())).containsExactly("CHANGED requests [2.31.0] [2.32.3]");
    }

    @Test
    void buildThatFailsFailsThePlan() throws IOException {
        world.dependencies("requests==2.32.3");
        world.builder.fail();

        assertThatThrownBy(this::plan).isInstanceOf(BuildException.class);
    }

    @Test
    void logIsThatOfARunAsFarAsItGoes() throws IOException {
        world.dependencies("requests==2.32.3");
        world.builder.install("requests", "2.32.3");
        world.log.clear();

        plan();

        List<String> planned = world.log.events();
        assertThat(planned.get(0)).startsWith("planning orders next");
        assertThat(planned)
                .contains("stage check", "stage bundle", "comparing 2")
                .doesNotContain("stage upload");
        world.log.clear();
        world.run("next");
        assertThat(world.log.events()).containsAll(planned.subList(1, planned.indexOf("comparing 2")));
    }

    @Test
    void changesOfAFileCanBeOnlyItsMode() throws IOException {
        Path script = world.folder.resolve("src/old.py");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        Plan plan = plan();

        assertThat(files(plan)).containsExactly("CHANGED old.py");
        assertThat(plan.code().files().changes().get(0).change()).isEqualTo(Change.CHANGED);
    }
}

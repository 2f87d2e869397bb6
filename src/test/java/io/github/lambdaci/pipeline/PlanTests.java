package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.plan.AliasMove;
import io.github.lambdaci.plan.Change;
import io.github.lambdaci.plan.DependencyChange;
import io.github.lambdaci.plan.DependencyChange.Cause;
import io.github.lambdaci.plan.FileChange;
import io.github.lambdaci.plan.LayerChange;
import io.github.lambdaci.plan.PackageChange;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Reason;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan says, held against what the run after it does. */
class PlanTests {
    private static final Packaging IN_CODE =
            new Packaging(Optional.empty(), Optional.empty(), true, false, List.of(), false);

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void release() throws IOException {
        world = new World(folder.resolve("one"));
        world.code("print(1)");
        world.file("old.py", "old");
        world.dependencies("requests==2.31.0");
        world.builder.install("requests", "2.31.0");
        world.builder.install("chardet", "5.2.0");
        world.terraformMakesTheFunction();
        world.run("1.0.0");
        world.writes.clear();
    }

    private Plan plan() {
        // Every write would fail.
        world.writes.clear();
        world.writes.failBefore(1);
        Plan plan = world.plan("next");
        assertThat(world.writes.done()).isEmpty();
        world.writes.clear();
        return plan;
    }

    /** Everything that was said comes true. */
    private void assertComesTrue(Plan plan) {
        Set<String> versionsBefore = versions();
        FunctionVersion latestBefore = world.lambda.latest("orders");
        Release release = world.run("next");
        assertThat(release.status() == Release.Status.PUBLISHED)
                .as("status of the run and reasons of the plan " + plan.reasons())
                .isEqualTo(plan.hasChanges());
        assertThat(world.live().codeSha256()).isEqualTo(plan.code().after());
        if (plan.move().after().isPresent()) {
            assertThat(versions()).isEqualTo(versionsBefore);
            assertThat(world.live().version()).isEqualTo(plan.move().after().get());
        } else {
            assertThat(versions()).hasSize(versionsBefore.size() + 1);
        }
        List<LayerChange> layers = plan.layers().stream()
                .filter(layer -> layer.kind() != LayerChange.Kind.REMOVED)
                .toList();
        assertThat(world.live().layers())
                .extracting(LayerVersionArn::layerArn)
                .containsExactlyElementsOf(
                        layers.stream().map(LayerChange::layerArn).toList());
        for (int index = 0; index < layers.size(); index++) {
            long version = world.live().layers().get(index).version();
            layers.get(index).after().ifPresent(after -> assertThat(version).isEqualTo(after));
        }
        if (plan.reasons().equals(Set.of(Reason.LATEST_DIFFERS))) {
            assertThat(world.lambda.latest("orders")).isNotEqualTo(latestBefore);
        }
        assertThat(plan().hasChanges()).isFalse();
    }

    private Set<String> versions() {
        Set<String> versions = new TreeSet<>();
        world.lambda
                .versions("orders")
                .forEach(version -> versions.add(version.version().version()));
        return versions;
    }

    private static DependencyChange dependencies(Plan plan) {
        return plan.dependencies().orElseThrow();
    }

    /** As in {@code CHANGED app.py}. */
    private static List<String> files(Plan plan) {
        return plan.code().files().changes().stream()
                .map(change -> change.change() + " " + change.name())
                .toList();
    }

    /** As in {@code CHANGED requests [2.31.0] [2.32.3]}, without what the fake builder makes of the descriptor. */
    private static List<String> packages(Plan plan) {
        return dependencies(plan).packages().changes().stream()
                .filter(change -> !change.name().equals("installed.txt"))
                .map(change -> change.change() + " " + change.name()
                        + change.before().map(found -> " " + found.versions()).orElse("")
                        + change.after().map(found -> " " + found.versions()).orElse(""))
                .toList();
    }

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
        Files.delete(world.folder.resolve("src/old.py"));

        Plan plan = plan();

        assertThat(plan.reasons()).containsExactly(Reason.CODE);
        assertThat(files(plan)).containsExactly("CHANGED app.py", "ADDED new.py", "REMOVED old.py");
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
    void dependenciesInTheCodeAreComparedByPackageToo() throws IOException {
        world.packaging(IN_CODE);
        world.run("2.0.0");
        world.dependencies("requests==2.32.3");
        world.builder.install("requests", "2.32.3");
        world.code("print(2)");

        Plan plan = plan();

        assertThat(dependencies(plan).inCode()).isTrue();
        assertThat(dependencies(plan).causes()).containsExactly(Cause.DESCRIPTOR);
        assertThat(packages(plan)).containsExactly("CHANGED requests [2.31.0] [2.32.3]");
        assertThat(files(plan)).contains("CHANGED app.py").doesNotContain("CHANGED requests.py");
        assertComesTrue(plan);
    }

    @Test
    void onlyTheCodeChangesWhereDependenciesAreInIt() throws IOException {
        world.packaging(IN_CODE);
        world.run("2.0.0");
        world.code("print(2)");

        Plan plan = plan();

        assertThat(plan.reasons()).containsExactly(Reason.CODE);
        assertThat(dependencies(plan).isChanged()).isFalse();
        assertComesTrue(plan);
    }

    @Test
    void dependenciesThatMoveIntoTheCodeAreNotSaidToChange() {
        world.packaging(IN_CODE);

        Plan plan = plan();

        assertThat(dependencies(plan).causes()).containsExactly(Cause.PLACE);
        assertThat(packages(plan)).isEmpty();
        assertThat(plan.layers()).extracting(LayerChange::kind).containsExactly(LayerChange.Kind.REMOVED);
        assertThat(plan.size().orElseThrow().before()).isPresent();
        assertComesTrue(plan);
    }

    @Test
    void packagesThatABuildCommandInstallsAreCompared() throws IOException {
        world = new World(folder.resolve("two"));
        world.packaging(new Packaging(Optional.empty(), Optional.of("make it"), false, false, List.of(), false));
        world.code("print(1)");
        world.builder.install("requests", "2.31.0");
        world.terraformMakesTheFunction();
        world.run("1.0.0");
        world.code("print(2)");
        world.builder.install("requests", "2.32.3");

        Plan plan = plan();

        assertThat(plan.reasons()).containsExactly(Reason.CODE, Reason.DEPENDENCIES);
        assertThat(dependencies(plan).wanted()).isEmpty();
        assertThat(packages(plan)).containsExactly("CHANGED requests [2.31.0] [2.32.3]");
        assertThat(files(plan)).containsExactly("CHANGED built");
        assertThat(world.log.events("buildNotKept")).hasSize(1);
    }

    @Test
    void otherRuntimeIsACause() throws IOException {
        world.lambda.change(
                "orders",
                latest -> new FunctionVersion(
                        latest.functionArn(),
                        latest.version(),
                        LambdaRuntime.of("python3.14"),
                        latest.architecture(),
                        latest.codeSha256(),
                        latest.layers(),
                        Sha256.of(new byte[] {9}),
                        latest.revisionId(),
                        latest.logGroup()));

        Plan plan = plan();

        assertThat(dependencies(plan).causes()).containsExactly(Cause.RUNTIME);
        assertThat(plan.reasons()).containsExactly(Reason.DEPENDENCIES, Reason.SETTINGS);
        assertComesTrue(plan);
    }

    @Test
    void otherInputThanTheDescriptorIsACause() {
        world.packaging(new Packaging(Optional.empty(), Optional.empty(), false, false, List.of("boto3"), false));

        Plan plan = plan();

        assertThat(dependencies(plan).causes()).containsExactly(Cause.INPUTS);
        assertThat(packages(plan)).isEmpty();
        assertComesTrue(plan);
    }

    /** What somebody else did, and why a run would do something about it. */
    static Stream<Arguments> disturbances() {
        return Stream.of(
                disturbance(
                        "settings changed",
                        world -> world.lambda.change("orders", latest -> settings(latest, 7)),
                        Set.of(Reason.SETTINGS)),
                disturbance(
                        "$LATEST has other code",
                        world -> world.lambda.change("orders", latest -> code(latest, Sha256.of(new byte[] {5}))),
                        Set.of(Reason.LATEST_DIFFERS)),
                disturbance(
                        "$LATEST has lost its layer",
                        world -> world.lambda.updateLayers(world.lambda.latest("orders"), List.of()),
                        Set.of(Reason.LATEST_DIFFERS)),
                disturbance(
                        "a foreign layer was added",
                        world -> {
                            LayerVersionArn foreign = world.lambda.publishForeignLayer("tracing");
                            world.lambda.updateLayers(
                                    world.lambda.latest("orders"),
                                    List.of(foreign, world.live().layers().get(0)));
                        },
                        Set.of(Reason.LAYERS)),
                disturbance(
                        "the alias is gone",
                        world -> world.lambda.deleteAlias("orders", "latest"),
                        Set.of(Reason.NO_ALIAS)),
                disturbance(
                        "the alias points to $LATEST",
                        world -> world.lambda.changeAlias("orders", "latest", world.lambda.latest("orders"), Map.of()),
                        Set.of(Reason.ALIAS_TO_LATEST)),
                disturbance(
                        "another version has a share",
                        world -> world.lambda.changeAlias("orders", "latest", world.live(), Map.of("1", 0.1)),
                        Set.of(Reason.WEIGHTS)),
                disturbance(
                        "the alias was moved back",
                        world -> world.lambda.changeAlias(
                                "orders", "latest", world.lambda.version("orders", "1"), Map.of()),
                        Set.of(Reason.CODE, Reason.DEPENDENCIES)),
                disturbance(
                        "the alias was moved to other code",
                        world -> {
                            FunctionVersion latest = world.lambda.latest("orders");
                            FunctionVersion changed = world.lambda.change("orders", found -> settings(found, 8));
                            FunctionVersion version = world.lambda.publishVersion(changed, "by hand");
                            world.lambda.point(
                                    AliasRoute.to("latest", version, "by hand"),
                                    world.lambda.alias("orders", "latest"));
                            world.lambda.change("orders", found -> latest);
                        },
                        Set.of(Reason.SETTINGS)));
    }

    private static Arguments disturbance(String name, Consumer<World> what, Set<Reason> reasons) {
        return Arguments.of(name, what, reasons);
    }

    private static FunctionVersion settings(FunctionVersion latest, int settings) {
        return new FunctionVersion(
                latest.functionArn(),
                latest.version(),
                latest.runtime(),
                latest.architecture(),
                latest.codeSha256(),
                latest.layers(),
                Sha256.of(new byte[] {(byte) settings}),
                latest.revisionId(),
                latest.logGroup());
    }

    private static FunctionVersion code(FunctionVersion latest, Sha256 code) {
        return new FunctionVersion(
                latest.functionArn(),
                latest.version(),
                latest.runtime(),
                latest.architecture(),
                code,
                latest.layers(),
                latest.settings(),
                latest.revisionId(),
                latest.logGroup());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disturbances")
    void whatOthersDidIsAReason(String name, Consumer<World> what, Set<Reason> reasons) {
        what.accept(world);

        Plan plan = plan();

        assertThat(plan.reasons()).as(name).isEqualTo(reasons);
        assertComesTrue(plan);
    }

    @Test
    void versionThatIsThereAlreadyIsNamed() {
        world.lambda.deleteAlias("orders", "latest");

        AliasMove move = plan().move();

        assertThat(move.kind()).isEqualTo(AliasMove.Kind.CREATE);
        assertThat(move.after()).hasValue("2");
    }

    @Test
    void clearedSharesAreNamed() {
        world.lambda.changeAlias("orders", "latest", world.live(), Map.of("1", 0.1));

        AliasMove move = plan().move();

        assertThat(move.kind()).isEqualTo(AliasMove.Kind.CLEAR_WEIGHTS);
        assertThat(move.weights()).containsOnlyKeys("1");
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

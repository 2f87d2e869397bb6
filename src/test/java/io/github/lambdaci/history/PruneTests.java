package io.github.lambdaci.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.VersionUse;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.history.Reason.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed of a function's past, and what never is. */
class PruneTests {
    @TempDir
    private Path folder;

    private Past past;

    @BeforeEach
    void makeFunction() {
        past = new Past(folder);
        past.function("orders");
    }

    private FunctionVersion release(String sourceVersion, String dependencies) {
        return past.release("orders", sourceVersion, dependencies, "latest");
    }

    private List<String> versions() {
        return past.lambda.versions("orders").stream()
                .map(version -> version.version().version())
                .toList();
    }

    private Set<String> keys() {
        return past.store.keys().stream().map(ArtifactKey::key).collect(Collectors.toSet());
    }

    private static List<Reason> reasons(Pruned pruned, String version) {
        return pruned.versions().stream()
                .filter(item -> item.thing().version().version().equals(version))
                .flatMap(item -> item.fate() instanceof Fate.Kept kept ? kept.reasons().stream() : null)
                .toList();
    }

    @Test
    void newestVersionsAndThePreviousOneOfTheAliasStay() {
        for (int release = 1; release <= 6; release++) {
            release("1." + release, "");
        }

        Pruned pruned = past.prune(1);

        assertThat(versions()).containsExactly("5", "6");
        assertThat(reasons(pruned, "5")).containsExactly(new Reason(Kind.RECORDED_BEFORE, "latest"));
        assertThat(reasons(pruned, "6")).containsExactly(new Reason(Kind.ALIAS, "latest"), new Reason(Kind.NEWEST, ""));
        assertThat(past.log.events("versionDeleted")).hasSize(4);
    }

    @Test
    void nothingIsRemovedWhereThereIsNoMoreThanIsKept() {
        release("1.1", "first");
        release("1.2", "second");
        past.writes.clear();

        assertThat(past.prune(2).versions()).noneMatch(Item::isGone);
        assertThat(past.writes.done()).isEmpty();
    }

    @Test
    void dryRunTellsTheSameAndRemovesNothing() {
        for (int release = 1; release <= 5; release++) {
            release("1." + release, release == 1 ? "first" : "second");
        }
        past.writes.pass(Duration.ofDays(40));
        past.writes.clear();

        Pruned dry = past.prune(2, PruneRequest.Mode.DRY_RUN);
        assertThat(past.writes.done()).isEmpty();
        Pruned wet = past.prune(2);

        assertThat(gone(dry)).isEqualTo(gone(wet)).hasSize(3 + 1 + 6);
        assertThat(dry.versions()).filteredOn(Item::isGone).allMatch(item -> item.fate() instanceof Fate.Doomed);
        assertThat(wet.versions()).filteredOn(Item::isGone).allMatch(item -> item.fate() instanceof Fate.Removed);
    }

    private static List<String> gone(Pruned pruned) {
        return List.of(pruned.versions(), pruned.layers(), pruned.objects()).stream()
                .flatMap(List::stream)
                .filter(Item::isGone)
                .map(item -> item.thing().toString())
                .toList();
    }

    @Test
    void secondPruneFindsNothingMore() {
        for (int release = 1; release <= 5; release++) {
            release("1." + release, "dependencies " + release);
        }
        past.writes.pass(Duration.ofDays(40));
        past.prune(2);
        past.writes.clear();

        past.prune(2);

        assertThat(past.writes.done()).isEmpty();
    }

    @Test
    void versionsOfOtherAliasesStay() {
        past.release("orders", "1.1", "", "qa");
        past.release("orders", "1.2", "", "shared");
        for (int release = 3; release <= 7; release++) {
            release("1." + release, "");
        }
        past.lambda.changeAlias("orders", "shared", past.lambda.version("orders", "7"), Map.of("2", 0.1));

        Pruned pruned = past.prune(1);

        assertThat(versions()).containsExactly("1", "2", "6", "7");
        assertThat(reasons(pruned, "1")).containsExactly(new Reason(Kind.ALIAS, "qa"));
        assertThat(reasons(pruned, "2"))
                .containsExactly(new Reason(Kind.WEIGHT, "shared"), new Reason(Kind.RECORDED_LIVE, "shared"));
    }

    @Test
    void versionsThatSomethingElseUsesStay() {
        for (int release = 1; release <= 5; release++) {
            release("1." + release, "");
        }
        past.lambda.use("orders", new VersionUse("1", VersionUse.By.PROVISIONED_CONCURRENCY));
        past.lambda.use("orders", new VersionUse("2", VersionUse.By.EVENT_SOURCE));

        Pruned pruned = past.prune(1);

        assertThat(versions()).containsExactly("1", "2", "4", "5");
        assertThat(reasons(pruned, "1")).containsExactly(new Reason(Kind.PROVISIONED_CONCURRENCY, ""));
        assertThat(reasons(pruned, "2")).containsExactly(new Reason(Kind.EVENT_SOURCE, ""));
    }

    @Test
    void versionThatAnAliasTakesMeanwhileStays() {
        for (int release = 1; release <= 4; release++) {
            release("1." + release, "");
        }
        FunctionVersion first = past.lambda.version("orders", "1");
        past.writes.before("deleteVersion orders:1", () -> past.lambda.changeAlias("orders", "qa", first, Map.of()));

        Pruned pruned = past.prune(1);

        assertThat(versions()).containsExactly("1", "3", "4");
        assertThat(reasons(pruned, "1")).containsExactly(new Reason(Kind.MEANWHILE, ""));
        assertThat(pruned.failures()).isEmpty();
        assertThat(keys()).contains("lambda-ci/orders/1.1/app.zip").doesNotContain("lambda-ci/orders/1.2/app.zip");
    }

    @Test
    void layersOfVersionsThatStayAndOfOtherFunctionsStay() {
        release("1.1", "unused");
        release("1.2", "shared");
        release("1.3", "used");
        release("1.4", "used");
        release("1.5", "newest");
        past.function("billing");
        LayerVersionArn shared =
                past.lambda.find("orders-deps", Past.fingerprint("shared")).orElseThrow();
        FunctionVersion billing = past.lambda.updateLayers(past.lambda.latest("billing"), List.of(shared));
        past.lambda.publishVersion(billing, "1");
        past.lambda.change("billing", latest -> past.lambda.updateLayers(latest, List.of()));
        past.writes.pass(Duration.ofDays(40));

        Pruned pruned = past.prune(1);

        assertThat(past.lambda.layerVersions("orders-deps"))
                .extracting(layer -> layer.arn().version())
                .containsExactly(2L, 3L, 4L);
        assertThat(pruned.layers().get(1).fate())
                .isEqualTo(new Fate.Kept(List.of(new Reason(Kind.LAYER_OF, "billing:1"))));
        assertThat(keys())
                .doesNotContain("lambda-ci/packages/" + Past.fingerprint("unused") + ".zip")
                .contains("lambda-ci/packages/" + Past.fingerprint("shared") + ".zip");
    }

    @Test
    void layerVersionsOfOthersStay() {
        past.lambda.publishForeignLayer("orders-deps");
        for (int release = 1; release <= 4; release++) {
            release("1." + release, "dependencies " + release);
        }

        past.prune(1);

        assertThat(past.lambda.layerVersions("orders-deps"))
                .extracting(layer -> layer.arn().version())
                .containsExactly(1L, 4L, 5L);
    }

    @Test
    void layerVersionOfARunUnderWayStays() {
        for (int release = 1; release <= 4; release++) {
            release("1." + release, "");
        }
        past.layer("orders", "of a run under way", "1.5");
        past.upload(past.keys("orders").code("1.5"), "code of a run under way");

        past.prune(1);

        assertThat(past.lambda.layerVersions("orders-deps")).hasSize(1);
        assertThat(keys()).contains("lambda-ci/orders/1.5/app.zip", "lambda-ci/orders/1.5/deps.zip");
    }

    @Test
    void artifactsOfVersionsThatAreGoneAreRemoved() {
        release("1.1", "first");
        release("feature/x", "second");
        release("1.3", "");
        release("1.4", "");
        past.store.write(new byte[] {1}, past.keys("orders").cachedDescriptor("requirements.txt"));
        past.store.write(new byte[] {1}, new ArtifactKey("artifacts", "lambda-ci/orders/notes.txt"));

        past.prune(1);

        assertThat(keys())
                .filteredOn(key -> key.startsWith("lambda-ci/orders/"))
                .containsExactlyInAnyOrder(
                        "lambda-ci/orders/1.3/app.zip",
                        "lambda-ci/orders/1.4/app.zip",
                        "lambda-ci/orders/latest/app.zip",
                        "lambda-ci/orders/latest/latest.json",
                        "lambda-ci/orders/latest/requirements.txt",
                        "lambda-ci/orders/notes.txt");
    }

    @Test
    void artifactOfASourceVersionThatWasReleasedAgainStays() {
        release("main", "");
        release("1.2", "");
        release("1.3", "");
        release("main", "");

        past.prune(1);

        assertThat(versions()).containsExactly("3", "4");
        assertThat(keys()).contains("lambda-ci/orders/main/app.zip").doesNotContain("lambda-ci/orders/1.2/app.zip");
    }

    @Test
    void codeThatAFunctionMayReferToStays() {
        release("1.1", "");
        past.function("billing");
        past.lambda.updateCode(
                past.lambda.latest("billing"),
                past.store.find(past.keys("orders").code("1.1")).orElseThrow());
        for (int release = 2; release <= 4; release++) {
            release("1." + release, "");
        }

        Pruned pruned = past.prune(1);

        assertThat(keys()).contains("lambda-ci/orders/1.1/app.zip").doesNotContain("lambda-ci/orders/1.2/app.zip");
        assertThat(pruned.objects().get(0).fate())
                .isEqualTo(new Fate.Kept(List.of(new Reason(Kind.CODE_OF, "billing:$LATEST"))));
    }

    @Test
    void objectsOfOthersStay() {
        past.store.write(new byte[] {1}, past.keys("orders").code("1.1"));
        for (int release = 2; release <= 5; release++) {
            release("1." + release, "");
        }

        past.prune(1);

        assertThat(keys()).contains("lambda-ci/orders/1.1/app.zip");
    }

    @Test
    void packagesStayUntilTheyAreOldAndNoReleaseOfAnyFunctionHasThem() {
        past.upload(past.keys("orders").packages(Past.fingerprint("unused")), "unused");
        past.function("billing");
        past.release("billing", "1", "", "latest");
        past.upload(past.keys("orders").packages(Past.fingerprint("recorded")), "recorded");
        past.record("billing", "latest", "1", Optional.empty(), "recorded");
        past.writes.pass(Duration.ofDays(29));
        past.prune(1);
        assertThat(keys()).contains("lambda-ci/packages/" + Past.fingerprint("unused") + ".zip");

        past.writes.pass(Duration.ofDays(2));
        past.prune(1);

        assertThat(keys())
                .doesNotContain("lambda-ci/packages/" + Past.fingerprint("unused") + ".zip")
                .contains("lambda-ci/packages/" + Past.fingerprint("recorded") + ".zip");
    }

    @Test
    void packagesThatSomebodyWritesMeanwhileStay() {
        ArtifactKey key = past.keys("orders").packages(Past.fingerprint("unused"));
        past.upload(key, "unused");
        past.writes.pass(Duration.ofDays(40));
        past.writes.before("delete " + key, () -> past.upload(key, "built anew"));

        Pruned pruned = past.prune(1);

        assertThat(past.store.keys()).contains(key);
        assertThat(pruned.objects().get(0).fate()).isEqualTo(new Fate.Kept(List.of(new Reason(Kind.MEANWHILE, ""))));
    }

    @Test
    void failureOfOneThingStopsNoneOfTheOthers() {
        for (int release = 1; release <= 5; release++) {
            release("1." + release, "");
        }
        past.writes.clear();
        past.writes.failBefore(2);

        Pruned pruned = past.prune(1);

        assertThat(versions()).containsExactly("2", "4", "5");
        assertThat(pruned.failures()).hasSize(1);
        assertThat(keys())
                .as("what a version is made from that could not be deleted")
                .contains("lambda-ci/orders/1.2/app.zip")
                .doesNotContain("lambda-ci/orders/1.3/app.zip");
    }

    @Test
    void nothingIsRemovedOfAFunctionThatIsNotThere() {
        assertThatThrownBy(() -> new Prune(past.account(), past.log)
                        .run(new PruneRequest(
                                past.keys("missing"), "missing-deps", 1, past.writes.now(), PruneRequest.Mode.REMOVE)))
                .isInstanceOf(ProjectException.class);
    }
}

package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.plan.DependencyChange;
import io.github.lambdaci.plan.LayerChange;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A released function, plans for it, and whether they come true. */
abstract class PlanFixture {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void release() throws IOException {
        world = new World(folder.resolve("one"));
        world.code("print(1)");
        world.file("old.py", "old");
        world.file("same-size.py", "a");
        world.dependencies("requests==2.31.0");
        world.builder.install("requests", "2.31.0");
        world.builder.install("chardet", "5.2.0");
        world.terraformMakesTheFunction();
        world.run("1.0.0");
        world.writes.clear();
    }

    Plan plan() {
        // Every write would fail.
        world.writes.clear();
        world.writes.failBefore(1);
        Plan plan = world.plan("next");
        assertThat(world.writes.done()).isEmpty();
        world.writes.clear();
        return plan;
    }

    /** Everything that was said comes true. */
    void assertComesTrue(Plan plan) {
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

    Set<String> versions() {
        Set<String> versions = new TreeSet<>();
        world.lambda
                .versions("orders")
                .forEach(version -> versions.add(version.version().version()));
        return versions;
    }

    static DependencyChange dependencies(Plan plan) {
        return plan.dependencies().orElseThrow();
    }

    /** As in {@code CHANGED app.py}. */
    static List<String> files(Plan plan) {
        return plan.code().files().changes().stream()
                .map(change -> change.change() + " " + change.name())
                .toList();
    }

    /** As in {@code CHANGED requests [2.31.0] [2.32.3]}, without what the fake builder makes of the descriptor. */
    static List<String> packages(Plan plan) {
        return dependencies(plan).packages().changes().stream()
                .filter(change -> !change.name().equals("installed.txt"))
                .map(change -> change.change() + " " + change.name()
                        + change.before().map(found -> " " + found.versions()).orElse("")
                        + change.after().map(found -> " " + found.versions()).orElse(""))
                .toList();
    }
}

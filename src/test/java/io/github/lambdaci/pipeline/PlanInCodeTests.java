package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.plan.DependencyChange.Cause;
import io.github.lambdaci.plan.LayerChange;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Reason;
import io.github.lambdaci.project.Packaging;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What plans say where packages are in the code. */
class PlanInCodeTests extends PlanFixture {
    private static final Packaging IN_CODE =
            new Packaging(Optional.empty(), Optional.empty(), true, false, List.of(), false);

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
    void dependenciesThatMoveBackIntoALayerAreNotSaidToChange() {
        world.packaging(IN_CODE);
        world.run("2.0.0");
        world.packaging(Packaging.USUAL);

        Plan plan = plan();

        assertThat(dependencies(plan).causes()).containsExactly(Cause.PLACE);
        assertThat(packages(plan)).isEmpty();
        assertThat(plan.layers()).extracting(LayerChange::kind).containsExactly(LayerChange.Kind.REUSED);
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
}

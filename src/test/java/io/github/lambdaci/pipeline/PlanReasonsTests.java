package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.plan.AliasMove;
import io.github.lambdaci.plan.DependencyChange.Cause;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Reason;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why plans say that a run would change something. */
class PlanReasonsTests extends PlanFixture {
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
}

package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.history.Rollback;
import io.github.lambdaci.history.RollbackRequest;
import io.github.lambdaci.pipeline.Forecast.CodeWork;
import io.github.lambdaci.pipeline.Forecast.DependencyWork;
import io.github.lambdaci.pipeline.Forecast.SettingsWork;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.testing.RecordingRollbackLog;
import io.github.lambdaci.traffic.TrafficPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastTests {
    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void release() throws IOException {
        world = new World(folder.resolve("one"));
        world.code("print(1)");
        world.dependencies("requests==2.31.0");
        world.terraformMakesTheFunction();
        world.run("1.0");
        world.writes.clear();
    }

    private Forecast forecast() throws IOException {
        int builds = world.builder.builds();
        Path work = Files.createTempDirectory(folder, "work");
        Forecast forecast = new Pipeline(new Ports(world.account(), world.builder, world.log, world.leases("ci")), work)
                .forecast(world.project("orders", "2.0"));
        assertThat(world.writes.done()).isEmpty();
        assertThat(world.builder.builds()).isEqualTo(builds);
        return forecast;
    }

    @Test
    void releaseThatIsLiveWouldChangeNothing() throws IOException {
        Forecast forecast = forecast();

        assertThat(forecast.code()).isEqualTo(CodeWork.NONE);
        assertThat(forecast.dependencies()).isEqualTo(DependencyWork.NONE);
        assertThat(forecast.settings()).isEqualTo(SettingsWork.NONE);
        assertThat(forecast.refused()).isEmpty();
        assertThat(forecast.toBuild()).isEmpty();
        assertThat(forecast.changes()).isFalse();
    }

    @Test
    void howLongTheLastReleaseTookIsRecorded() throws IOException {
        assertThat(forecast().lastTook()).isPresent();
    }

    @Test
    void functionsWithTheSameDependenciesWouldHaveTheSameBuilt() throws IOException {
        world.dependencies("requests==2.32.0");
        Optional<Sha256> one = forecast().toBuild();
        world.dependencies("requests==2.33.0");

        assertThat(one).isPresent();
        assertThat(forecast().toBuild()).isPresent().isNotEqualTo(one);
    }

    @Test
    void trafficThatIsLeftToAnotherVersionWouldBeTakenFromIt() throws IOException {
        FunctionVersion live =
                world.lambda.alias("orders", "latest").orElseThrow().target();
        world.lambda.changeAlias("orders", "latest", live, Map.of("1", 0.1));

        assertThat(forecast().settings()).isEqualTo(SettingsWork.MOVE);
        assertThat(forecast().changes()).isTrue();
    }

    @Test
    void changedCodeWouldBeShipped() throws IOException {
        world.code("print(2)");

        assertThat(forecast().code()).isEqualTo(CodeWork.SHIP);
        assertThat(forecast().changes()).isTrue();
    }

    @Test
    void changedDependenciesWouldBeBuiltAttachedOrPublished() throws IOException {
        world.dependencies("requests==2.32.0");
        assertThat(forecast().dependencies()).isEqualTo(DependencyWork.BUILD);

        world.run("2.0");
        world.dependencies("requests==2.31.0");
        world.writes.clear();

        assertThat(forecast().dependencies()).isEqualTo(DependencyWork.ATTACH);
        assertThat(forecast().changes()).isTrue();
    }

    @Test
    void packagesThatWereBuiltForAnotherFunctionWouldBePublished() throws IOException {
        world.lambda.createFunction("invoices", world.lambda.latest("orders").runtime());
        world.dependencies("requests==2.32.0");
        world.run(world.project("invoices", "1.0"));
        world.writes.clear();

        assertThat(forecast().dependencies()).isEqualTo(DependencyWork.PUBLISH);
    }

    @Test
    void codeThatACommandBuildsIsOnlyKnownOnceItWasBuilt() throws IOException {
        world.packaging(new Packaging(Optional.empty(), Optional.of("make"), false, false, List.of(), false));

        assertThat(forecast().code()).isEqualTo(CodeWork.BUILD);
    }

    @Test
    void dependenciesInTheCodeGoWithIt() throws IOException {
        world.packaging(new Packaging(Optional.empty(), Optional.empty(), true, false, List.of(), false));
        assertThat(forecast().code()).isEqualTo(CodeWork.BUILD);
        assertThat(forecast().dependencies()).isEqualTo(DependencyWork.WITH_CODE);

        world.run("2.0");
        world.writes.clear();

        assertThat(forecast().changes()).isFalse();
    }

    @Test
    void changedSettingsWouldBePublished() throws IOException {
        world.changeSettings();

        assertThat(forecast().settings()).isEqualTo(SettingsWork.PUBLISH);
        assertThat(forecast().changes()).isTrue();
    }

    @Test
    void whatWasRolledBackWouldBeRefused() throws IOException {
        world.code("print(2)");
        world.run("2.0");
        new Rollback(world.account(), world.log, new RecordingRollbackLog(), () -> Instant.EPOCH)
                .run(new RollbackRequest(
                        world.project("orders", "2.0").target(), Optional.empty(), TrafficPolicy.USUAL));
        world.writes.clear();

        assertThat(forecast().refused()).contains("3");
        world.code("print(3)");
        assertThat(forecast().refused()).isEmpty();
    }
}

package io.github.lambdaci.docker;

import static io.github.lambdaci.testing.StandInEngine.CREATED;
import static io.github.lambdaci.testing.StandInEngine.FILLED;
import static io.github.lambdaci.testing.StandInEngine.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PreparedBuild;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import io.github.lambdaci.testing.RecordingBuildLog;
import io.github.lambdaci.testing.StandInEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a container is made and removed. */
@Timeout(60)
final class ContainerBuildTests {
    private final StandInEngine engine = StandInEngine.start();
    private final RecordingBuildLog log = new RecordingBuildLog();
    private final DockerPackageBuilder builder = new DockerPackageBuilder(
            new DockerEngine(Map.of("DOCKER_HOST", engine.address())),
            BuildImages.of(Optional.empty(), Optional.of("team/image:tag")),
            ContainerOptions.USUAL,
            BuildEnvironment.NONE,
            log);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        engine.close();
    }

    private PreparedBuild prepare() {
        Descriptor descriptor = new Descriptor(
                PackageManagers.usual(Language.PYTHON), "requirements.txt", folder, "requirements.txt", List.of());
        return builder.prepare(
                new PackageBuild(descriptor, LambdaRuntime.of("python3.13"), Architecture.X86_64), folder);
    }

    @Test
    void aContainerThatIsNotNeededIsRemovedWithoutHavingRun() {
        engine.create();

        prepare().close();
        builder.close();

        assertThat(engine.requests())
                .containsSubsequence(CREATED, FILLED, REMOVED)
                .noneMatch(text -> text.endsWith("/start"));
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void nothingIsPulledForABuildThatIsOnlyProbable() {
        engine.refuse("GET /images/team/image:tag/json");
        PreparedBuild build = prepare();
        build.close();
        builder.close();

        assertThat(engine.requests()).noneMatch(text -> text.startsWith("POST"));
        assertThat(log.pulled()).isEmpty();
    }

    @Test
    void whatWentWrongMeanwhileIsToldToWhoeverBuilds() {
        engine.create();
        engine.refuse(FILLED);

        try (PreparedBuild build = prepare()) {
            assertThatExceptionOfType(BuildException.class)
                    .isThrownBy(() -> build.run())
                    .withMessageContaining("cannot be run: no");
        }
        builder.close();

        assertThat(engine.requests()).containsOnlyOnce(REMOVED);
    }

    @Test
    void aContainerThatIsBeingMadeIsRemovedThoughTheRunIsToldToStop() throws InterruptedException {
        try (PreparedBuild build = prepare()) {
            engine.awaitCreating();
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedRunException.class).isThrownBy(() -> build.run());
        }
        engine.create();
        builder.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(engine.requests()).endsWith(CREATED, FILLED, REMOVED);
    }

    @Test
    void aContainerThatTheEngineDoesNotRemoveIsNamed() {
        engine.create();
        engine.refuse(REMOVED);

        prepare().close();
        builder.close();

        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("docker rm --force")
                .contains("c0ffee");
    }
}

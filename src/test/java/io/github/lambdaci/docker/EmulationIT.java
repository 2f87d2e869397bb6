package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.runtime.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real engine is tried with programs for its own and for another machine. */
final class EmulationIT {
    @BeforeEach
    void needEngine() {
        TestEngine.orSkip();
    }

    private static Architecture own() {
        try (DockerConnection connection = TestEngine.connect()) {
            String name = String.valueOf(connection.client().versionCmd().exec().getArch());
            return name.equals("arm64") ? Architecture.ARM64 : Architecture.X86_64;
        }
    }

    private static boolean runs(Architecture architecture) {
        try (DockerConnection connection = TestEngine.connect()) {
            return new Emulation(connection.client()).runs(architecture);
        }
    }

    private static List<String> leftImages() {
        try (DockerConnection connection = TestEngine.connect()) {
            return connection.client().listImagesCmd().withReferenceFilter("lambda-ci-probe").exec().stream()
                    .map(image -> image.getId())
                    .toList();
        }
    }

    @Test
    void theProgramOfTheEnginesOwnMachineRuns() {
        assertThat(runs(own())).isTrue();
        assertThat(leftImages()).isEmpty();
    }

    @Test
    void theProgramOfAnotherMachineDoesNotRunWithoutAnEmulator() {
        Architecture other = own() == Architecture.ARM64 ? Architecture.X86_64 : Architecture.ARM64;
        Assumptions.assumeFalse(
                Files.exists(Path.of("/proc/sys/fs/binfmt_misc/qemu-" + other.wheelName())), "there is an emulator");

        assertThat(runs(other)).isFalse();
        assertThat(leftImages()).isEmpty();
    }
}

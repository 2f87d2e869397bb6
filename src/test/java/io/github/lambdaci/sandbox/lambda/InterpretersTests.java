package io.github.lambdaci.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InterpretersTests {
    @TempDir
    private Path directory;

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x")))
                .isExecutable();
    }

    @Test
    void runtimesOwnVersionIsPreferredIfItWorks() throws IOException {
        program("python3", "echo Python 3.9");
        program("python3.12", "echo Python 3.12");
        program("python3.13", "echo not installed; exit 127");
        Interpreters interpreters = new Interpreters(directory.toString());

        assertThat(interpreters.find("python3.12").orElseThrow().version()).isEqualTo("Python 3.12");
        assertThat(interpreters.find("python3.13").orElseThrow().version()).isEqualTo("Python 3.9");
    }

    @Test
    void nothingIsFoundWhereNothingIsInstalled() {
        Interpreters interpreters = new Interpreters(directory.toString());

        assertThat(interpreters.find("python3.12")).isEmpty();
        assertThat(interpreters.find("nodejs22.x")).isEmpty();
        assertThat(Interpreters.programs("java21")).isEmpty();
    }
}

package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildCommandTests {
    @TempDir
    Path folder;

    private Optional<BuildCommand> find(Optional<String> given, String runtime) {
        return BuildCommand.find(given, SourceTree.of(folder), LambdaRuntime.of(runtime));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build:\n\tgo build\n",
                "VERSION := 1\n\nbuild: main.go\n\tgo build\n",
                ".PHONY: build\nall build clean:\n\ttrue\n",
                "build::\n\ttrue\n",
                "build : x\n\ttrue\n",
                "# ünïcode\nbuild:"
            })
    void aTargetOfThatNameIsFound(String makefile) throws IOException {
        Files.writeString(folder.resolve("Makefile"), makefile);

        assertThat(find(Optional.empty(), "provided.al2023"))
                .contains(new BuildCommand("make build", BuildCommand.Origin.MAKEFILE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build := yes\n",
                "build = yes\n",
                "build ::= yes\n",
                "build ?= a:b\n",
                "builder:\n\ttrue\n",
                "all: build\n",
                ".PHONY: build\n",
                "# build: x\n",
                "all:\n\tbuild: x\n",
                "X = build: y\n",
                "prebuild:\n"
            })
    void nothingElseIsATarget(String makefile) throws IOException {
        Files.writeString(folder.resolve("Makefile"), makefile);

        assertThat(find(Optional.empty(), "provided.al2023")).isEmpty();
    }

    @Test
    void aMakefileCountsOnlyWhereNoPackageManagerIsKnown() throws IOException {
        Files.writeString(folder.resolve("Makefile"), "build:\n\ttrue\n");

        assertThat(find(Optional.empty(), "python3.13")).isEmpty();
        assertThat(find(Optional.empty(), "nodejs22.x")).isEmpty();
        assertThat(find(Optional.empty(), "ruby3.4")).isPresent();
    }

    @Test
    void whatTheUserSaidCountsEverywhere() throws IOException {
        Files.writeString(folder.resolve("Makefile"), "build:\n\ttrue\n");

        BuildCommand given = new BuildCommand("cargo build", BuildCommand.Origin.OPTION);
        assertThat(find(Optional.of("cargo build"), "provided.al2023")).contains(given);
        assertThat(find(Optional.of("cargo build"), "python3.13")).contains(given);
    }

    @Test
    void aCommandHasWords() {
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> find(Optional.of(" "), "python3.13"))
                .withMessageContaining("build command is empty");
    }
}

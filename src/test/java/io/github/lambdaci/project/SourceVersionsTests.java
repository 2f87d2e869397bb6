package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceVersionsTests {
    private static final String COMMIT = "4f2c9ab01d3e5b6a7c8d9e0f1a2b3c4d5e6f7a8b";

    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path repository;

    @Test
    void tagOfCodeBuildComesFirst() {
        environment.put("CODEBUILD_WEBHOOK_TRIGGER", "tag/v1.4.0");
        environment.put("CODEBUILD_RESOLVED_SOURCE_VERSION", COMMIT);
        environment.put("GITHUB_SHA", "other");
        assertThat(version()).isEqualTo("v1.4.0");
    }

    @Test
    void branchOfCodeBuildIsNoVersion() {
        environment.put("CODEBUILD_WEBHOOK_TRIGGER", "branch/main");
        environment.put("CODEBUILD_RESOLVED_SOURCE_VERSION", COMMIT);
        assertThat(version()).isEqualTo(COMMIT);
    }

    @Test
    void sourceInS3IsNoVersion() {
        environment.put("CODEBUILD_RESOLVED_SOURCE_VERSION", "arn:aws:s3:::sources/app.zip");
        environment.put("GITHUB_SHA", COMMIT);
        assertThat(version()).isEqualTo(COMMIT);
    }

    @Test
    void withoutAnythingTheTimeIsTakenAndToldSo() {
        SourceVersions.Found found = found(repository);
        assertThat(found.version().value()).isEqualTo("untracked-20261121T123456Z");
        assertThat(found.generated()).isTrue();
    }

    @Test
    void emptyVariablesCountAsUnset() {
        environment.put("CODEBUILD_RESOLVED_SOURCE_VERSION", "");
        environment.put("GITHUB_SHA", " ");
        assertThat(version()).startsWith("untracked-");
    }

    @Test
    void commitOfTheCheckoutIsTaken() throws Exception {
        String commit = commit();
        assertThat(version()).isEqualTo(commit);
        assertThat(found(Files.createDirectory(repository.resolve("empty")))
                        .version()
                        .value())
                .isEqualTo(commit);
    }

    @Test
    void changedAndNewFilesMakeItDirty() throws Exception {
        String commit = commit();
        Files.writeString(repository.resolve("new.py"), "");
        assertThat(version()).isEqualTo(commit + "-dirty");
        Files.delete(repository.resolve("new.py"));
        Files.writeString(repository.resolve("app.py"), "changed");
        assertThat(version()).isEqualTo(commit + "-dirty");
    }

    @Test
    void changesOutsideOfTheSourcesAndTheSandboxDoNotMakeItDirty() throws Exception {
        String commit = commit();
        Path sources = Files.createDirectories(repository.resolve("src"));
        Files.writeString(repository.resolve("README.md"), "changed");
        Path sandbox = Files.createDirectories(sources.resolve(".lambda-ci/sandbox"));
        Files.writeString(sandbox.resolve("state.json"), "{}");
        assertThat(found(sources).version().value()).isEqualTo(commit);
    }

    @Test
    void changesInWhatIsIncludedMakeItDirty() throws Exception {
        String commit = commit();
        Path sources = Files.createDirectories(repository.resolve("src"));
        Path shared = Files.createDirectories(repository.resolve("shared"));
        Path file = repository.resolve("app.py");
        assertThat(found(sources, shared, file).version().value()).isEqualTo(commit);
        Files.writeString(file, "changed");
        assertThat(found(sources, shared).version().value()).isEqualTo(commit);
        assertThat(found(sources, file).version().value()).isEqualTo(commit + "-dirty");
        Files.writeString(shared.resolve("new.py"), "");
        assertThat(found(sources, shared).version().value()).isEqualTo(commit + "-dirty");
    }

    @Test
    void configurationOfTheRepositoryIsNotRun() throws Exception {
        String commit = commit();
        Path script = repository.resolve(".git/evil.sh");
        Files.writeString(script, "#!/bin/sh\ntouch '" + repository.resolve(".git/was-run") + "'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        git("config", "core.fsmonitor", script.toString());
        assertThat(version()).isEqualTo(commit);
        assertThat(repository.resolve(".git/was-run")).doesNotExist();
    }

    @Test
    void repositoryWithoutCommitsHasNoVersion() throws Exception {
        git("init", "--quiet");
        assertThat(version()).startsWith("untracked-");
    }

    private String version() {
        return found(repository).version().value();
    }

    private SourceVersions.Found found(Path sources, Path... included) {
        return new SourceVersions(environment, () -> Instant.parse("2026-11-21T12:34:56Z"))
                .of(sources, List.of(included));
    }

    private String commit() throws IOException, InterruptedException {
        git("init", "--quiet");
        Files.writeString(repository.resolve("app.py"), "code");
        git("add", "app.py");
        git("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--quiet", "--message=first");
        return Files.readString(repository
                        .resolve(".git")
                        .resolve(Files.readString(repository.resolve(".git/HEAD"))
                                .substring("ref: ".length())
                                .strip()))
                .strip();
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}

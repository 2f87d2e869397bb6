package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedFilesTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private Path repository;

    @BeforeEach
    void commit() throws Exception {
        repository = temporary.toRealPath().resolve("repository");
        write("orders/app.py", "one");
        write("customers/app.py", "one");
        write("shared/text.py", "one");
        write(".gitignore", "*.log\n");
        git("init", "--quiet", "--initial-branch", "main");
        git("add", "-A");
        git("commit", "--quiet", "-m", "one");
        git("switch", "--quiet", "-c", "feature");
    }

    @Test
    void whatIsCommittedEditedOrNewIsChanged() throws Exception {
        write("orders/app.py", "two");
        git("commit", "--quiet", "-am", "two");
        write("shared/text.py", "two");
        write("customers/new file é.py", "one");
        write("customers/some.log", "ignored");

        ChangedFiles changed = ChangedFiles.since("main", repository.resolve("orders"));

        assertThat(changed.paths())
                .containsExactly(
                        repository.resolve("customers/new file é.py"),
                        repository.resolve("orders/app.py"),
                        repository.resolve("shared/text.py"));
    }

    @Test
    void whatChangedOnTheOtherBranchSinceIsNot() throws Exception {
        git("switch", "--quiet", "main");
        write("customers/app.py", "two");
        git("commit", "--quiet", "-am", "two");
        git("switch", "--quiet", "feature");

        assertThat(ChangedFiles.since("main", repository).paths()).isEmpty();
    }

    @Test
    void filesAndFoldersAreTouched() throws Exception {
        write("orders/app.py", "two");
        Files.delete(repository.resolve("shared/text.py"));
        ChangedFiles changed = ChangedFiles.since("main", repository);

        assertThat(changed.touch(List.of(repository.resolve("orders")))).isTrue();
        assertThat(changed.touch(List.of(repository.resolve("orders/../orders/app.py"))))
                .isTrue();
        assertThat(changed.touch(List.of(repository.resolve("shared/text.py")))).isTrue();
        assertThat(changed.touch(List.of(repository.resolve("customers"), repository.resolve("order"))))
                .isFalse();
    }

    @Test
    void aReferenceThatGitDoesNotKnowIsAnError() {
        assertThatThrownBy(() -> ChangedFiles.since("origin/main", repository))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("git does not know 'origin/main' here");
        assertThatThrownBy(() -> ChangedFiles.since("--output=x", repository))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("is no commit");
        assertThatThrownBy(() -> ChangedFiles.since("main", temporary))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("is not in a git checkout");
    }

    private void write(String path, String content) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void git(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=test", "-c", "user.email=test@localhost"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}

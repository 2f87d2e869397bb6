package io.github.lambdaci.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.Payload;
import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFileTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static final byte[] BYTES = {0, (byte) 0xff, '\n', 7};

    @Test
    void bytesAreWrittenAsTheyAreAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("answer");
        Files.writeString(file, "a longer answer from before");

        AnswerFile.of(file).write(Payload.of(BYTES));

        assertThat(file).hasBinaryContent(BYTES);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void whatALinkLeadsToIsReplaced() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);

        AnswerFile.of(link).write(Payload.of(BYTES));

        assertThat(link).isSymbolicLink();
        assertThat(target).hasBinaryContent(BYTES);
    }

    @Test
    void deviceStaysADevice() {
        Path device = Path.of("/dev/null");

        AnswerFile.of(device).write(Payload.of(BYTES));

        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(device).exists();
    }

    @Test
    void whatCannotBeWrittenIsKnownBeforehand() {
        assertThatThrownBy(() -> AnswerFile.of(folder))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> AnswerFile.of(folder.resolve("missing/answer")))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("missing does not exist");
    }
}

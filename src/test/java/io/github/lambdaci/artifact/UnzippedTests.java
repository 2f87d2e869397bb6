package io.github.lambdaci.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.artifact.zip.ReproducibleZip;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnzippedTests {
    @TempDir
    Path folder;

    @Test
    void whatWasZippedIsZippedToTheSameBytesAgain() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree/python/bin"));
        Path program = Files.writeString(tree.resolve("tool"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("tree/python/ünï.py"), "x = 1\n");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("../ünï.py"));
        Archive first = ReproducibleZip.write(folder.resolve("one.zip"), FileTree.list(folder.resolve("tree")));

        List<TreeEntry> files = Unzipped.files(first.file(), folder.resolve("out"));

        assertThat(ReproducibleZip.write(folder.resolve("two.zip"), files).sha256())
                .isEqualTo(first.sha256());
        assertThat(folder.resolve("out/python/bin/link")).doesNotExist();
    }

    @Test
    void nothingIsWrittenOutsideOfTheFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        ReproducibleZip.write(folder.resolve("bad.zip"), List.of(TreeEntry.of("../outside", file)));

        assertThatExceptionOfType(WorkspaceException.class)
                .isThrownBy(() -> Unzipped.files(folder.resolve("bad.zip"), folder.resolve("out")));
        assertThat(folder.resolve("outside")).doesNotExist();
    }
}

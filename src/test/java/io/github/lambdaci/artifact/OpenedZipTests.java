package io.github.lambdaci.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.ZippedFile.Kind;
import io.github.lambdaci.artifact.zip.ReproducibleZip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedZipTests {
    @TempDir
    Path folder;

    private Map<String, ZippedFile> files(Path zip) throws IOException {
        try (OpenedZip opened = OpenedZip.open(zip)) {
            return opened.files().stream().collect(Collectors.toMap(ZippedFile::name, Function.identity()));
        }
    }

    private static ZippedFile file(Map<String, ZippedFile> files, String name) {
        return Objects.requireNonNull(files.get(name));
    }

    @Test
    void tellsFilesProgramsAndLinksApart() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree/lib"));
        Files.writeString(tree.resolve("a.txt"), "text");
        Path program = Files.writeString(tree.resolve("run"), "text");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("a.txt"));
        ReproducibleZip.write(folder.resolve("a.zip"), FileTree.list(folder.resolve("tree")));

        Map<String, ZippedFile> files = files(folder.resolve("a.zip"));

        assertThat(file(files, "lib/a.txt").kind()).isEqualTo(Kind.FILE);
        assertThat(file(files, "lib/run").kind()).isEqualTo(Kind.PROGRAM);
        assertThat(file(files, "lib/link").kind()).isEqualTo(Kind.LINK);
        assertThat(file(files, "lib/run").holdsTheSameAs(file(files, "lib/a.txt")))
                .isTrue();
        assertThat(file(files, "lib/run").isTheSameAs(file(files, "lib/a.txt"))).isFalse();
    }

    @Test
    void readsZipsOfOtherTools() throws IOException {
        Path zip = folder.resolve("other.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream written = new ZipOutputStream(out)) {
            written.putNextEntry(new ZipEntry("lib/"));
            written.putNextEntry(new ZipEntry("lib/naïve.txt"));
            written.write("naïve".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(files(zip)).containsOnlyKeys("lib/naïve.txt");
        try (OpenedZip opened = OpenedZip.open(zip)) {
            assertThat(opened.files().get(0).bytes()).isEqualTo(6);
            assertThat(opened.text(opened.files().get(0))).isEqualTo("naïve");
        }
    }
}

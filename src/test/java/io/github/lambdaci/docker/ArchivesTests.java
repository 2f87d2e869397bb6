package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.pipeline.BuildEnvironment;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into a container, and what comes out. */
final class ArchivesTests {
    @TempDir
    Path folder;

    private Path target() {
        return folder.resolve("layer/python");
    }

    @Test
    void inputKeepsItsLayoutAndEverybodyMayWriteToIt() throws IOException {
        Path file = Files.writeString(folder.resolve("requirements.txt"), "-r ../common.txt");
        Path script = Files.writeString(folder.resolve("setup.sh"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Path tar = folder.resolve("input.tar");
        List<InputFile> inputs = List.of(
                new InputFile("a/lib/setup.sh", script),
                new InputFile("a/réq.txt", file),
                new InputFile("c.txt", file));

        InputArchive.write(
                tar,
                new Descriptor(PackageManagers.of(Language.PYTHON), folder, "a/réq.txt", inputs),
                BuildEnvironment.NONE);

        assertThat(entries(tar))
                .containsExactly(
                        "lambda-ci/ 777",
                        "lambda-ci/home/ 777",
                        "lambda-ci/cache/ 777",
                        "lambda-ci/project/ 777",
                        "lambda-ci/project/a/ 777",
                        "lambda-ci/project/a/lib/ 777",
                        "lambda-ci/project/a/lib/setup.sh 777",
                        "lambda-ci/project/a/réq.txt 666",
                        "lambda-ci/project/c.txt 666");
    }

    private static List<String> entries(Path file) throws IOException {
        List<String> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(String.format(Locale.ROOT, "%s %o", entry.getName(), entry.getMode() & 0777));
                assertThat(entry.getLastModifiedDate().toInstant()).hasToString("1980-02-01T00:00:00Z");
            }
        }
        return entries;
    }

    /** A tar as an engine would send it. */
    private static final class Sent {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

        Sent folder(String name, int mode) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setMode(mode);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            return this;
        }

        Sent file(String name, int mode) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setMode(mode);
            entry.setSize(4);
            tar.putArchiveEntry(entry);
            tar.write("text".getBytes(StandardCharsets.US_ASCII));
            tar.closeArchiveEntry();
            return this;
        }

        Sent link(byte kind, String name, String to) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
            entry.setLinkName(to);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            return this;
        }

        void unpack(Path target) throws IOException {
            tar.finish();
            OutputArchive.unpack(new ByteArrayInputStream(bytes.toByteArray()), target);
        }
    }

    @Test
    void outputKeepsExecutableBitsAndLinks() throws IOException {
        new Sent()
                .folder("node_modules/", 0555)
                .folder("node_modules/a/", 0500)
                .file("node_modules/a/cli.js", 0555)
                .file("node_modules/a/data", 0000)
                .link(TarConstants.LF_SYMLINK, "node_modules/.bin/a", "../a/cli.js")
                .link(TarConstants.LF_LINK, "node_modules/a/same", "node_modules/a/data")
                .unpack(target());

        assertThat(target().resolve("a/cli.js")).isExecutable();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target().resolve("a/data"))))
                .isEqualTo("rw-r--r--");
        assertThat(Files.getPosixFilePermissions(target().resolve("a")).toString())
                .contains("OWNER_WRITE");
        assertThat(Files.readSymbolicLink(target().resolve(".bin/a"))).hasToString("../a/cli.js");
        assertThat(target().resolve("a/same")).hasContent("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "p/../../evil", "p/a/../../../evil", "/evil", ".."})
    void aNameThatLeadsOutIsRefused(String name) throws IOException {
        Sent sent = new Sent().file(name, 0644);

        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> sent.unpack(target()));
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("layer/evil")).doesNotExist();
    }

    @Test
    void aFileBehindALinkIsRefused() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Sent sent = new Sent()
                .link(TarConstants.LF_SYMLINK, "p/out", outside.toString())
                .file("p/out/evil", 0644);

        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> sent.unpack(target()));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aFileThatReplacesALinkDoesNotGoThroughIt() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "safe");

        new Sent()
                .link(TarConstants.LF_SYMLINK, "p/file", outside.toString())
                .file("p/file", 0755)
                .unpack(target());

        assertThat(outside).hasContent("safe").isRegularFile();
        assertThat(target().resolve("file")).hasContent("text").isRegularFile();
    }

    @Test
    void aHardLinkToOutsideIsRefused() throws IOException {
        Sent sent = new Sent().link(TarConstants.LF_LINK, "p/passwd", "p/../../../../../../etc/passwd");

        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> sent.unpack(target()));
    }

    @Test
    void linesAreWholeHoweverTheyArrive() {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(lines::add);
        for (byte one : "zwölf\nEnde".getBytes(StandardCharsets.UTF_8)) {
            splitter.accept(new byte[] {one});
        }
        splitter.finish();

        assertThat(lines).containsExactly("zwölf", "Ende");
    }
}

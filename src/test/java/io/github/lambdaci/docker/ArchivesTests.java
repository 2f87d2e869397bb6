package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
                new InputFile("a/lib/setup.sh", script, Optional.empty()),
                new InputFile("a/réq.txt", file, Optional.empty()),
                new InputFile("c.txt", file, Optional.empty()));

        InputArchive.write(
                tar,
                BuildInput.of(new PackageBuild(
                        new Descriptor(
                                PackageManagers.usual(Language.PYTHON),
                                "requirements.txt",
                                folder,
                                "a/réq.txt",
                                inputs),
                        LambdaRuntime.of("python3.13"),
                        Architecture.ARM64)),
                BuildEnvironment.NONE);

        assertThat(entries(tar))
                .containsExactlyInAnyOrder(
                        "lambda-ci/ 777",
                        "lambda-ci/home/ 777",
                        "lambda-ci/cache/ 777",
                        "lambda-ci/project/ 777",
                        "lambda-ci/project/a/ 777",
                        "lambda-ci/project/a/lib/ 777",
                        "lambda-ci/project/a/lib/setup.sh 777",
                        "lambda-ci/project/a/réq.txt 666",
                        "lambda-ci/project/c.txt 666",
                        "lambda-ci/scripts/ 777",
                        "lambda-ci/scripts/cross_pip.py 644",
                        "lambda-ci/scripts/locked.mjs 644",
                        "lambda-ci/scripts/locked.py 644",
                        "lambda-ci/scripts/unlink.mjs 644",
                        "lambda-ci/scripts/uv_or_pip.sh 644",
                        "lambda-ci/scripts/with-secrets.sh 644");
    }

    @Test
    void inputOfACommandKeepsItsTimesAndLinksAndHasAFolderForThePackage() throws IOException {
        Path file = Files.writeString(folder.resolve("main.c"), "");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-03-01T10:00:00Z")));
        Path old = Files.writeString(folder.resolve("old.c"), "");
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        List<TreeEntry> files = List.of(
                TreeEntry.of("main.c", file),
                TreeEntry.of("old.c", old),
                new TreeEntry("src/link.c", file, "", false, Optional.of("../main.c")));
        Path tar = folder.resolve("input.tar");

        InputArchive.write(tar, new BuildInput("dist/", files, Map.of(), true), BuildEnvironment.NONE);

        Map<String, String> found = new TreeMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(tar), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String what = entry.isSymbolicLink()
                        ? entry.getLinkName()
                        : entry.getLastModifiedTime().toString();
                found.put(entry.getName().substring("lambda-ci/".length()), what);
            }
        }
        assertThat(found)
                .containsEntry("project/main.c", "2024-03-01T10:00:00Z")
                .containsEntry("project/old.c", "1980-02-01T00:00:00Z")
                .containsEntry("project/src/link.c", "../main.c")
                .containsKey("project/dist/");
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

package io.github.lambdaci.artifact.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibleZipTests {
    @TempDir
    Path folder;

    @Test
    void bytesDoNotDependOnTimesModesZoneLocaleOrOrder() throws IOException {
        Path first = tree("first", "rw-r--r--", "rwxr-xr-x", Instant.parse("2020-01-01T00:00:00Z"));
        Path second = tree("second", "rw-------", "rwx------", Instant.parse("2026-07-01T12:34:56Z"));
        Archive one = ReproducibleZip.write(folder.resolve("one.zip"), FileTree.list(first));
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            List<TreeEntry> reversed = new ArrayList<>(FileTree.list(second));
            Collections.reverse(reversed);
            Archive two = ReproducibleZip.write(folder.resolve("two.zip"), reversed);
            assertThat(two.sha256()).isEqualTo(one.sha256());
            assertThat(Files.readAllBytes(two.file())).isEqualTo(Files.readAllBytes(one.file()));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void hashAndSizesAreThoseOfTheFile() throws IOException {
        Path tree = tree("tree", "rw-r--r--", "rwxr-xr-x", Instant.EPOCH);
        Archive archive = ReproducibleZip.write(folder.resolve("out.zip"), FileTree.list(tree));
        assertThat(archive.sha256()).isEqualTo(Sha256.of(archive.file()));
        assertThat(archive.bytes()).isEqualTo(Files.size(archive.file()));
        assertThat(archive.unzippedBytes()).isEqualTo("print(1)".length() + "#!/bin/sh".length() + "app.py".length());
        assertThat(archive.entries()).isEqualTo(3);
    }

    @Test
    void modesAreNormalisedAndLinksStayLinks() throws IOException {
        Path tree = tree("tree", "rw-------", "rwx------", Instant.EPOCH);
        Archive archive = ReproducibleZip.write(folder.resolve("out.zip"), FileTree.list(tree));
        try (ZipFile zip = ZipFile.builder().setPath(archive.file()).get()) {
            assertThat(zip.getEntry("app.py").getUnixMode()).isEqualTo(0100644);
            assertThat(zip.getEntry("bin/run").getUnixMode()).isEqualTo(0100755);
            ZipArchiveEntry link = zip.getEntry("link.py");
            assertThat(link.isUnixSymlink()).isTrue();
            assertThat(zip.getUnixSymlink(link)).isEqualTo("app.py");
        }
    }

    @Test
    void noEntryHasATimeZoneDependentField() throws IOException {
        Path tree = tree("tree", "rw-r--r--", "rwxr-xr-x", Instant.EPOCH);
        Archive archive = ReproducibleZip.write(folder.resolve("out.zip"), FileTree.list(tree));
        try (ZipFile zip = ZipFile.builder().setPath(archive.file()).get()) {
            assertThat(Collections.list(zip.getEntries()))
                    .allSatisfy(entry -> assertThat(entry.getExtra()).isEmpty());
        }
    }

    @Test
    void fileThatVanishedIsNamed() {
        List<TreeEntry> entries = List.of(new TreeEntry("gone.py", folder, "gone.py", false, Optional.empty()));
        assertThatThrownBy(() -> ReproducibleZip.write(folder.resolve("out.zip"), entries))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("gone.py does not exist");
    }

    private Path tree(String name, String fileMode, String executableMode, Instant time) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name));
        Path file = Files.writeString(root.resolve("app.py"), "print(1)");
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path executable = Files.writeString(bin.resolve("run"), "#!/bin/sh");
        Files.createSymbolicLink(root.resolve("link.py"), Path.of("app.py"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(fileMode));
        Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString(executableMode));
        Files.setLastModifiedTime(file, FileTime.from(time));
        return root;
    }
}

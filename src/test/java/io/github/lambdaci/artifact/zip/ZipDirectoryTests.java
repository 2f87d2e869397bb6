package io.github.lambdaci.artifact.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.artifact.zip.ZipCopying.Written;
import io.github.lambdaci.failure.BuildException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers and directories are those that a library of zips writes. */
class ZipDirectoryTests {
    private static final long FOUR_GIB = 1L << 32;

    @TempDir
    Path folder;

    @Test
    void aZipIsWhatCommonsCompressMakesOfItsContent() throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(root.resolve("app.py"), "print('a long line')\n".repeat(100));
        Files.writeString(root.resolve("short"), "x");
        Files.writeString(root.resolve("empty"), "");
        Files.writeString(root.resolve("umlaut-\u00fc-\ud83d\ude80"), "not only ASCII");
        Files.writeString(root.resolve("large"), "some text, and more of it\n".repeat(ZipPiece.BLOCK / 10));
        Path bin = Files.createDirectory(root.resolve("bin"));
        Path program = Files.writeString(bin.resolve("program"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("app.py"));

        Archive archive = ReproducibleZip.write(folder.resolve("own.zip"), FileTree.list(root));

        assertThat(archive.entries()).isEqualTo(7);
        assertIsWhatCommonsCompressMakes(archive);
    }

    @Test
    void aZipOfNothingIsOne() throws IOException {
        assertIsWhatCommonsCompressMakes(ReproducibleZip.write(folder.resolve("own.zip"), List.of()));
    }

    /** 16 bits count to 65,535, which stands for: it is said elsewhere. */
    @ParameterizedTest
    @ValueSource(ints = {65_534, 65_535, 65_536, 70_001})
    void thereMayBeMoreEntriesThan16BitsCount(int count) throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        List<TreeEntry> entries = IntStream.range(0, count)
                .mapToObj(number -> new TreeEntry("file-" + number, folder, "file", false, Optional.empty()))
                .toList();

        Archive archive = ReproducibleZip.write(folder.resolve("own.zip"), entries);

        assertIsWhatCommonsCompressMakes(archive);
        try (java.util.zip.ZipFile zip =
                new java.util.zip.ZipFile(archive.file().toFile())) {
            assertThat(zip.size()).isEqualTo(count);
            assertThat(zip.getEntry("file-" + (count - 1)).getSize()).isEqualTo(1);
        }
    }

    @Test
    void whatIsBeyondFourGigabytesIsRefused() throws IOException {
        TreeEntry entry = new TreeEntry("large.bin", folder, "large.bin", false, Optional.empty());
        try (ZipDirectory directory = new ZipDirectory(folder.resolve("directory"))) {
            assertThat(directory.add(entry, written(10), FOUR_GIB - 100)).hasSize(30 + "large.bin".length());
            for (long offset : new long[] {FOUR_GIB - 50, FOUR_GIB, 2 * FOUR_GIB}) {
                assertThatThrownBy(() -> directory.add(entry, written(10), offset))
                        .isInstanceOf(BuildException.class)
                        .hasMessageContaining("'large.bin' is too much");
            }
            assertThatThrownBy(() -> directory.add(entry, written(FOUR_GIB), 0)).isInstanceOf(BuildException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static Written written(long size) {
        return new Written(false, 1, size, 0, 0, 10, 1);
    }

    private void assertIsWhatCommonsCompressMakes(Archive archive) throws IOException {
        Path theirs = folder.resolve("theirs.zip");
        try (ZipFile own = ZipFile.builder().setPath(archive.file()).get();
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(theirs)) {
            out.setUseZip64(Zip64Mode.AsNeeded);
            for (ZipArchiveEntry entry : Collections.list(own.getEntriesInPhysicalOrder())) {
                try (InputStream content = own.getRawInputStream(entry)) {
                    out.addRawArchiveEntry(made(own, entry), content);
                }
            }
        }
        assertThat(archive.file()).hasSameBinaryContentAs(theirs);
    }

    /** Of what was there before it was zipped, but for the method and the number of bytes that there are of it. */
    private static ZipArchiveEntry made(ZipFile own, ZipArchiveEntry entry) throws IOException {
        byte[] content;
        try (InputStream in = own.getInputStream(entry)) {
            content = in.readAllBytes();
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipArchiveEntry made = new ZipArchiveEntry(entry.getName());
        made.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
        made.setUnixMode(
                entry.getName().equals("link") ? 0120777 : entry.getName().equals("bin/program") ? 0100755 : 0100644);
        made.setMethod(entry.getMethod());
        made.setCrc(crc.getValue());
        made.setSize(content.length);
        made.setCompressedSize(entry.getCompressedSize());
        return made;
    }
}

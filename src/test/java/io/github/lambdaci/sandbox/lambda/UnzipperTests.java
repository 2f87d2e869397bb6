package io.github.lambdaci.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnzipperTests {
    @TempDir
    private Path directory;

    private Path zip;
    private Path target;

    @BeforeEach
    void paths() {
        zip = directory.resolve("code.zip");
        target = directory.resolve("inside");
    }

    private void zip(String name, int mode, String content) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            entry.setUnixMode(mode);
            out.putArchiveEntry(entry);
            out.write(content.getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }
    }

    @Test
    void modesAreKept() throws IOException {
        zip("bin/tool", UnixStat.FILE_FLAG | 0750, "x");

        Unzipper.unzip(zip, target);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("bin/tool"))))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void entryThatLeadsOutIsRefused() throws IOException {
        zip("../outside.txt", UnixStat.FILE_FLAG | 0644, "x");

        assertThatThrownBy(() -> Unzipper.unzip(zip, target)).hasMessageContaining("leads out of the directory");
        assertThat(directory.resolve("outside.txt")).doesNotExist();
    }

    @Test
    void laterLayerDoesNotWriteThroughALinkOfAnEarlierOne() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        zip("link", UnixStat.LINK_FLAG | 0777, outside.toString());
        Unzipper.unzip(zip, target);
        zip("link/file.txt", UnixStat.FILE_FLAG | 0644, "x");

        assertThatThrownBy(() -> Unzipper.unzip(zip, target)).hasMessageContaining("through a link that leads out");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void laterLayerReplacesFilesAndLinks() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside.txt"), "untouched");
        zip("file", UnixStat.LINK_FLAG | 0777, outside.toString());
        Unzipper.unzip(zip, target);
        zip("file", UnixStat.FILE_FLAG | 0644, "new");

        Unzipper.unzip(zip, target);

        assertThat(target.resolve("file")).isRegularFile().hasContent("new");
        assertThat(outside).hasContent("untouched");
    }
}

package io.github.lambdaci.artifact;

import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes zips whose bytes depend only on names, content, executable bits and link targets. */
public final class ReproducibleZip {
    /**
     * Every entry's time. Not 1980-01-01 00:00, the zip format's zero: for that value the JDK adds an extra field that
     * depends on the time zone. A local time, because the format has no zone.
     */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int FILE = UnixStat.FILE_FLAG | 0644;
    private static final int EXECUTABLE = UnixStat.FILE_FLAG | 0755;
    private static final int LINK = UnixStat.LINK_FLAG | 0777;

    private ReproducibleZip() {}

    /**
     * Writes a zip with these entries, whatever their order.
     *
     * @throws WorkspaceException if a file cannot be read or the zip cannot be written
     */
    public static Archive write(Path target, List<TreeEntry> entries) {
        List<TreeEntry> sorted =
                entries.stream().sorted(Comparator.comparing(TreeEntry::name)).toList();
        try (HashingOutputStream out = new HashingOutputStream(Files.newOutputStream(target))) {
            long unzipped = write(out, sorted);
            return new Archive(target, out.sha256(), out.bytes(), unzipped, sorted.size());
        } catch (IOException e) {
            throw WorkspaceException.of("writing " + target.getFileName(), e);
        }
    }

    private static long write(OutputStream out, List<TreeEntry> entries) throws IOException {
        long unzipped = 0;
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        zip.setEncoding(StandardCharsets.UTF_8.name());
        for (TreeEntry entry : entries) {
            unzipped += write(zip, entry);
        }
        zip.finish();
        return unzipped;
    }

    private static long write(ZipArchiveOutputStream zip, TreeEntry entry) throws IOException {
        ZipArchiveEntry header = new ZipArchiveEntry(entry.name());
        header.setTimeLocal(TIME);
        if (entry.linkTarget().isPresent()) {
            byte[] target = entry.linkTarget().get().getBytes(StandardCharsets.UTF_8);
            header.setUnixMode(LINK);
            zip.putArchiveEntry(header);
            zip.write(target);
            zip.closeArchiveEntry();
            return target.length;
        }
        header.setUnixMode(entry.isExecutable() ? EXECUTABLE : FILE);
        zip.putArchiveEntry(header);
        long copied;
        try (InputStream in = Files.newInputStream(entry.file())) {
            copied = in.transferTo(zip);
        }
        zip.closeArchiveEntry();
        return copied;
    }
}

package io.github.lambdaci.artifact;

import io.github.lambdaci.artifact.CompressedPiece.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Puts compressed pieces together to a zip. */
final class ZipWriter implements AutoCloseable {
    /**
     * Every entry's time. Not 1980-01-01 00:00, the zip format's zero: for that value the JDK adds an extra field that
     * depends on the time zone. A local time, because the format has no zone.
     */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int FILE = UnixStat.FILE_FLAG | 0644;
    private static final int EXECUTABLE = UnixStat.FILE_FLAG | 0755;
    private static final int LINK = UnixStat.LINK_FLAG | 0777;

    private final ZipArchiveOutputStream zip;
    private final Blocks blocks;
    private long unzippedBytes;

    /**
     * Begins a zip.
     *
     * @param spill a file to use meanwhile
     */
    ZipWriter(OutputStream out, Path spill) {
        zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setEncoding(StandardCharsets.UTF_8.name());
        blocks = new Blocks(spill);
    }

    /** Adds the pieces that follow those before. */
    void add(List<CompressedPiece> pieces) throws IOException {
        for (CompressedPiece piece : pieces) {
            unzippedBytes += piece.content().length();
            if (piece.piece().isWhole()) {
                addWhole(piece);
            } else {
                addBlock(piece);
            }
        }
    }

    private void addWhole(CompressedPiece piece) throws IOException {
        CRC32 crc = new CRC32();
        piece.content().addTo(crc);
        Slice written = piece.written();
        add(piece, crc, written.length(), new ByteArrayInputStream(written.bytes(), written.start(), written.length()));
    }

    private void addBlock(CompressedPiece piece) throws IOException {
        blocks.add(piece);
        if (piece.piece().isLast()) {
            try (InputStream content = blocks.read()) {
                add(piece, blocks.crc(), blocks.bytes(), content);
            }
            blocks.clear();
        }
    }

    private void add(CompressedPiece piece, CRC32 crc, long bytes, InputStream written) throws IOException {
        TreeEntry entry = piece.piece().entry();
        ZipArchiveEntry header = new ZipArchiveEntry(entry.name());
        header.setTimeLocal(TIME);
        header.setUnixMode(entry.linkTarget().isPresent() ? LINK : piece.piece().executable() ? EXECUTABLE : FILE);
        header.setMethod(piece.deflated().isPresent() ? ZipArchiveEntry.DEFLATED : ZipArchiveEntry.STORED);
        header.setCrc(crc.getValue());
        header.setSize(piece.piece().size());
        header.setCompressedSize(bytes);
        zip.addRawArchiveEntry(header, written);
    }

    /** Ends the zip. */
    void finish() throws IOException {
        zip.finish();
    }

    long unzippedBytes() {
        return unzippedBytes;
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}

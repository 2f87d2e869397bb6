package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.artifact.zip.CompressedPiece.Slice;
import io.github.lambdaci.artifact.zip.ZipCopying.Written;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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

    private final HashingOutputStream out;
    private final ZipArchiveOutputStream zip;
    private final Blocks blocks;
    private final ZipCopying copying;
    private long unzippedBytes;
    private int entries;

    /**
     * Begins a zip.
     *
     * @param spill a file to use meanwhile
     * @param copying has what is copied
     */
    ZipWriter(HashingOutputStream out, Path spill, ZipCopying copying) {
        this.out = out;
        this.copying = copying;
        zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setEncoding(StandardCharsets.UTF_8.name());
        blocks = new Blocks(spill);
    }

    /** Adds the parts that follow those before. */
    void add(List<WrittenPart> parts) throws IOException {
        for (WrittenPart part : parts) {
            if (part instanceof KnownEntry known) {
                copy(known);
            } else if (part instanceof CompressedPiece piece && piece.piece().isWhole()) {
                addWhole(piece);
            } else if (part instanceof CompressedPiece block) {
                addBlock(block);
            }
        }
    }

    private void copy(KnownEntry known) throws IOException {
        add(known.entry(), known.note().written(), copying.read(known.note()));
    }

    private void addWhole(CompressedPiece piece) throws IOException {
        Slice written = piece.written();
        add(
                piece,
                crc(piece.content()),
                written.length(),
                crc(written),
                new ByteArrayInputStream(written.bytes(), written.start(), written.length()));
    }

    private static int crc(Slice slice) {
        CRC32 crc = new CRC32();
        slice.addTo(crc);
        return (int) crc.getValue();
    }

    private void addBlock(CompressedPiece piece) throws IOException {
        blocks.add(piece);
        if (piece.piece().isLast()) {
            try (InputStream content = blocks.read()) {
                add(piece, blocks.crc(), blocks.bytes(), blocks.writtenCrc(), content);
            }
            blocks.clear();
        }
    }

    private void add(CompressedPiece piece, int crc, long bytes, int writtenCrc, InputStream content)
            throws IOException {
        Written written =
                new Written(piece.deflated().isPresent(), crc, piece.piece().size(), 0, bytes, writtenCrc);
        add(piece.piece().entry(), written, content);
    }

    /** Adds an entry, wherever it was in an earlier zip. */
    private void add(TreeEntry entry, Written written, InputStream content) throws IOException {
        ZipArchiveEntry header = new ZipArchiveEntry(entry.name());
        header.setTimeLocal(TIME);
        header.setUnixMode(entry.linkTarget().isPresent() ? LINK : entry.executable() ? EXECUTABLE : FILE);
        header.setMethod(written.deflated() ? ZipArchiveEntry.DEFLATED : ZipArchiveEntry.STORED);
        header.setCrc(Integer.toUnsignedLong(written.crc()));
        header.setSize(written.size());
        header.setCompressedSize(written.length());
        zip.addRawArchiveEntry(header, content);
        unzippedBytes += written.size();
        entries++;
        // Sizes are in the header, so that nothing follows the content.
        copying.written(entry, written.at(out.bytes() - written.length()));
    }

    /** Ends the zip. */
    void finish() throws IOException {
        zip.finish();
    }

    long unzippedBytes() {
        return unzippedBytes;
    }

    int entries() {
        return entries;
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}

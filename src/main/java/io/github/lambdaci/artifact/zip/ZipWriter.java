package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.artifact.zip.CompressedPiece.Slice;
import io.github.lambdaci.artifact.zip.ZipCopying.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/** Puts compressed pieces together to a zip. */
final class ZipWriter implements AutoCloseable {
    private final ZipOutput out;
    private final Blocks blocks;
    private final ZipDirectory directory;
    private final ZipCopying copying;
    private long unzippedBytes;

    /**
     * Begins a zip.
     *
     * @param target the zip, beside which are files to use meanwhile
     * @param copying has what is copied
     */
    ZipWriter(ZipOutput out, Path target, ZipCopying copying) throws IOException {
        this.out = out;
        this.copying = copying;
        blocks = new Blocks(target.resolveSibling(target.getFileName() + ".part"));
        directory = new ZipDirectory(target.resolveSibling(target.getFileName() + ".directory"));
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
        ZipNote note = known.note();
        if (!out.refers()) {
            add(known.entry(), note.written(), to -> copying.copy(note, to));
            return;
        }
        copying.refer(note, directory.add(known.entry(), note.written(), out.bytes()), out);
        added(known.entry(), note.written());
    }

    private void addWhole(CompressedPiece piece) throws IOException {
        Slice slice = piece.written();
        Written written = written(piece, crc(piece.content()), slice.length(), crc(slice));
        add(piece.piece().entry(), written, to -> to.write(slice.bytes(), slice.start(), slice.length()));
    }

    private static int crc(Slice slice) {
        CRC32 crc = new CRC32();
        slice.addTo(crc);
        return (int) crc.getValue();
    }

    private void addBlock(CompressedPiece piece) throws IOException {
        blocks.add(piece);
        if (piece.piece().isLast()) {
            Written written = written(piece, blocks.crc(), blocks.bytes(), blocks.writtenCrc());
            add(piece.piece().entry(), written, blocks::writeTo);
            blocks.clear();
        }
    }

    private static Written written(CompressedPiece piece, int crc, long bytes, int writtenCrc) {
        return new Written(piece.deflated().isPresent(), crc, piece.piece().size(), 0, 0, bytes, writtenCrc);
    }

    /** What follows a header. */
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Adds an entry, wherever it was in an earlier zip. */
    private void add(TreeEntry entry, Written written, Content content) throws IOException {
        out.write(directory.add(entry, written, out.bytes()));
        long start = out.written();
        content.writeTo(out);
        added(entry, written.at(copying.newFile(), start));
    }

    private void added(TreeEntry entry, Written written) throws IOException {
        unzippedBytes += written.size();
        copying.written(entry, written);
    }

    /** Ends the zip. */
    Archive finish() throws IOException {
        directory.write(out, out.bytes());
        return out.archive(unzippedBytes, directory.entries());
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            blocks.close();
        }
    }
}

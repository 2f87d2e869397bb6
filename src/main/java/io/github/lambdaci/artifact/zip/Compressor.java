package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.zip.CompressedPiece.Slice;
import io.github.lambdaci.concurrent.ParallelWork;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;

/** Reads and compresses pieces of a zip; what comes of one depends on nothing but its content, and the block before. */
final class Compressor implements ParallelWork.Worker<List<ZipPart>, List<WrittenPart>> {
    /** With programs, a third faster than the usual 6, for a zip that is a twentieth larger; 1 is hardly faster than 3. */
    private static final int LEVEL = 3;
    /** What deflate can refer back to. */
    private static final int WINDOW = 1 << 15;
    /** What deflate may add to a block that it cannot make smaller, generously. */
    private static final int OVERHEAD = 1 << 10;

    private final Deflater deflater = deflater();
    private final byte[] content = new byte[WINDOW + ZipPiece.BLOCK];
    private final byte[] deflated = new byte[ZipPiece.BLOCK + OVERHEAD];
    private int contentEnd;
    private int deflatedEnd;

    static Deflater deflater() {
        return new Deflater(LEVEL, true);
    }

    @Override
    public List<WrittenPart> work(List<ZipPart> batch) {
        contentEnd = 0;
        deflatedEnd = 0;
        List<WrittenPart> written = new ArrayList<>(batch.size());
        for (ZipPart part : batch) {
            if (part instanceof ZipPiece piece) {
                written.add(piece.isWhole() ? whole(piece) : block(piece));
            } else if (part instanceof KnownEntry known) {
                written.add(known);
            }
        }
        return written;
    }

    private CompressedPiece whole(ZipPiece piece) {
        Slice read = read(piece, 0);
        boolean tried = read.length() > 0
                && !Sample.of(content, read.start(), read.length()).isDense(deflater);
        return new CompressedPiece(piece, read, tried ? deflated(read) : Optional.empty());
    }

    /** The deflated content, if it is smaller by enough for unpacking to be worthwhile. */
    private Optional<Slice> deflated(Slice read) {
        int start = deflatedEnd;
        deflater.reset();
        deflater.setInput(read.bytes(), read.start(), read.length());
        deflater.finish();
        int length = deflater.deflate(deflated, start, read.length() - read.length() / 32);
        if (!deflater.finished()) {
            return Optional.empty();
        }
        deflatedEnd += length;
        return Optional.of(new Slice(deflated, start, length));
    }

    /** Blocks are deflated independently, and end at a byte, so that one after the other they make one stream. */
    private CompressedPiece block(ZipPiece piece) {
        int before = piece.dense() ? 0 : (int) Math.min(WINDOW, piece.offset());
        Slice read = read(piece, before);
        if (piece.dense()) {
            return new CompressedPiece(piece, read, Optional.empty());
        }
        deflater.reset();
        if (before > 0) {
            deflater.setDictionary(content, 0, before);
        }
        deflater.setInput(read.bytes(), read.start(), read.length());
        if (piece.isLast()) {
            deflater.finish();
        }
        int length = deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH);
        if (!deflater.needsInput() || length == deflated.length) {
            throw new IllegalStateException("deflate added more than " + OVERHEAD + " bytes");
        }
        return new CompressedPiece(piece, read, Optional.of(new Slice(deflated, 0, length)));
    }

    /** Reads a piece, behind some bytes that are before it. */
    private Slice read(ZipPiece piece, int before) {
        if (piece.entry().linkTarget().isPresent()) {
            byte[] target = piece.entry().linkTarget().get().getBytes(StandardCharsets.UTF_8);
            return new Slice(target, 0, target.length);
        }
        int start = contentEnd + before;
        try (InputStream in = Files.newInputStream(piece.entry().file())) {
            // No skipNBytes: at the end of a file that got shorter, it does not say what is wrong.
            long skipped = in.skip(piece.offset() - before);
            int read = in.readNBytes(content, contentEnd, before + piece.length()) - before;
            if (skipped + before < piece.offset() || read < piece.length() || (piece.isLast() && in.read() >= 0)) {
                throw new IOException("it changed while it was read");
            }
            contentEnd = start + read;
            return new Slice(content, start, read);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + piece.entry().file(), e);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}

package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.Stretch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes the bytes of a zip: new ones go into its file; of those that an earlier zip has, it is only noted where they are. */
final class ZipOutput extends OutputStream {
    /** From here on, all bytes go into the file: each stretch takes memory. */
    private static final int MOST_STRETCHES = 10_000;

    private final Path file;
    private final boolean refers;
    private final OutputStream out;
    private final BackgroundHash hash = new BackgroundHash();
    private final List<Stretch> stretches = new ArrayList<>();
    /** The last of the stretches, which may become longer. */
    private Path lastFile;

    private long lastOffset;
    private long lastLength;
    private long written;

    /**
     * Begins a zip.
     *
     * @param file what is new goes there
     * @param refers whether what an earlier zip has need not go there
     */
    ZipOutput(Path file, boolean refers) throws IOException {
        this.file = file;
        this.refers = refers;
        // Whoever has a link to what was there keeps it.
        Files.deleteIfExists(file);
        this.out = new BufferedOutputStream(Files.newOutputStream(file), BackgroundHash.BLOCK);
        this.lastFile = file;
    }

    /** Whether bytes that an earlier zip has need not be written. */
    boolean refers() {
        return refers && stretches.size() < MOST_STRETCHES;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        hash.add(buffer, offset, length);
        extend(file, written, length);
        written += length;
    }

    /**
     * Takes the next bytes from an earlier zip.
     *
     * @param earlier the zip
     * @param position where in it the bytes begin
     * @param buffer has them at its beginning
     */
    void refer(Path earlier, long position, byte[] buffer, int length) {
        hash.add(buffer, 0, length);
        extend(earlier, position, length);
    }

    private void extend(Path from, long offset, int length) {
        if (!lastFile.equals(from) || lastOffset + lastLength != offset) {
            endStretch();
            lastFile = from;
            lastOffset = offset;
        }
        lastLength += length;
    }

    private void endStretch() {
        if (lastLength > 0) {
            stretches.add(new Stretch(lastFile, lastOffset, lastLength));
        }
        lastLength = 0;
    }

    /** How many bytes of the zip there are. */
    long bytes() {
        return hash.bytes();
    }

    /** How many of them are in the file. */
    long written() {
        return written;
    }

    /** The zip that has all of this; call it once, at the end. */
    Archive archive(long unzippedBytes, int entries) throws IOException {
        out.flush();
        endStretch();
        return new Archive(file, List.copyOf(stretches), hash.sha256(), bytes(), unzippedBytes, entries);
    }

    @Override
    public void close() throws IOException {
        try (hash) {
            out.close();
        }
    }
}

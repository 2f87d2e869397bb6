package io.github.lambdaci.artifact.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a large file, one after the other. They are kept on the disk until there is the last: what a zip says of
 * a file, as its size, comes before its content.
 */
final class Blocks implements AutoCloseable {
    private final Path spill;
    private final CRC32 crc = new CRC32();
    private final CRC32 writtenCrc = new CRC32();
    private @Nullable OutputStream out;
    private long bytes;

    Blocks(Path spill) {
        this.spill = spill;
    }

    void add(CompressedPiece block) throws IOException {
        if (out == null) {
            out = Files.newOutputStream(spill);
        }
        block.content().addTo(crc);
        block.written().addTo(writtenCrc);
        out.write(
                block.written().bytes(),
                block.written().start(),
                block.written().length());
        bytes += block.written().length();
    }

    /** The checksum of the content. */
    int crc() {
        return (int) crc.getValue();
    }

    /** The checksum of what there is to write. */
    int writtenCrc() {
        return (int) writtenCrc.getValue();
    }

    /** The size of what there is to write. */
    long bytes() {
        return bytes;
    }

    void writeTo(OutputStream zip) throws IOException {
        Files.copy(spill, zip);
    }

    /** Begins another file. */
    void clear() throws IOException {
        close();
        crc.reset();
        writtenCrc.reset();
        bytes = 0;
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
            Files.delete(spill);
        }
    }
}

package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.zip.ZipCopying.Written;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * The zip that an earlier run made of the same function's code. It is read from the beginning to the end, once: what is
 * copied from it has the order that it has there.
 */
final class CachedZip implements AutoCloseable {
    /** Raise it when the same content comes to other bytes in a zip, or other things are noted. */
    private static final int FORMAT = 1;

    private static final int BUFFER = 1 << 16;

    private final ZipNotes.Reader notes;
    private final InputStream zip;
    private final byte[] buffer = new byte[BUFFER];
    private long position;
    private @Nullable ZipNote next;

    private CachedZip(ZipNotes.Reader notes, InputStream zip) {
        this.notes = notes;
        this.zip = zip;
    }

    /** It is not what was noted of it. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    /**
     * Opens a zip and its notes.
     *
     * @return nothing if it was made in another way than zips are made now
     */
    static Optional<CachedZip> open(Path zip, Path notes) throws IOException {
        ZipNotes.Reader reader = ZipNotes.Reader.open(notes);
        try {
            if (reader.manner().equals(manner())) {
                CachedZip opened = new CachedZip(reader, new BufferedInputStream(Files.newInputStream(zip), BUFFER));
                opened.advance();
                return Optional.of(opened);
            }
        } catch (IOException e) {
            reader.close();
            throw e;
        }
        reader.close();
        return Optional.empty();
    }

    /** What the bytes of a zip depend on beside its content: the format, and the zlib of this Java or this system. */
    static String manner() {
        byte[] content = new byte[BUFFER];
        for (int index = 0; index < content.length; index++) {
            content[index] = (byte) (index * index / 1000 % 50);
        }
        byte[] deflated = new byte[content.length];
        Deflater deflater = Compressor.deflater();
        deflater.setInput(content);
        deflater.finish();
        int length = deflater.deflate(deflated);
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(deflated, 0, length);
        return "lambda-ci zip " + FORMAT + " " + Long.toHexString(crc.getValue());
    }

    /**
     * Where a file of the tree is in this zip, if it is.
     *
     * @param index of the file; larger than that of the last call
     */
    Optional<ZipNote> find(HashedTree tree, int index) {
        String name = tree.entries().get(index).name();
        while (next != null && next.name().compareTo(name) < 0) {
            advance();
        }
        return Optional.ofNullable(next).filter(note -> note.name().equals(name) && tree.hasHash(index, note.hash()));
    }

    private void advance() {
        next = notes.next().orElse(null);
    }

    /** Writes an entry's bytes; at their end it is known whether they are those that were noted. */
    void copy(ZipNote note, OutputStream out) throws IOException {
        Written written = note.written();
        try {
            zip.skipNBytes(written.offset() - position);
        } catch (EOFException e) {
            throw new DamagedException("it is too short");
        }
        position = written.offset() + written.length();
        CRC32 crc = new CRC32();
        for (long left = written.length(); left > 0; ) {
            int read = zip.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new DamagedException("it is too short");
            }
            crc.update(buffer, 0, read);
            out.write(buffer, 0, read);
            left -= read;
        }
        if ((int) crc.getValue() != written.checksum()) {
            throw new DamagedException(note.name() + " is not as it was");
        }
    }

    @Override
    public void close() throws IOException {
        try (notes;
                zip) {
            next = null;
        }
    }
}

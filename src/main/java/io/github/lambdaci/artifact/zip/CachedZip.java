package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.HashedTree;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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

    /** Hands out an entry's bytes; the stream ends with an exception if they are not those that were noted. */
    InputStream read(ZipNote note) throws IOException {
        try {
            zip.skipNBytes(note.written().offset() - position);
        } catch (EOFException e) {
            throw new DamagedException("it is too short");
        }
        position = note.written().offset() + note.written().length();
        return new Content(note);
    }

    /** An entry's bytes. */
    private final class Content extends InputStream {
        private final ZipNote note;
        private final CRC32 crc = new CRC32();
        private long left;

        Content(ZipNote note) {
            this.note = note;
            this.left = note.written().length();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = zip.read(buffer, offset, (int) Math.min(left, length));
            if (left == 0 ? (int) crc.getValue() != note.written().checksum() : read <= 0) {
                throw new DamagedException(note.name() + " is not as it was");
            }
            if (left == 0) {
                return -1;
            }
            crc.update(buffer, offset, read);
            left -= read;
            return read;
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

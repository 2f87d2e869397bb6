package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.zip.ZipCopying.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * The zip that an earlier run made of the same function's code. It may be in several files: the first has all of an earlier zip, and
 * the others what was new in those after it.
 */
final class CachedZip implements AutoCloseable {
    /** Raise it when the same content comes to other bytes in a zip, or other things are noted. */
    private static final int FORMAT = 2;

    private static final int SAMPLE = 1 << 16;

    private final ZipNotes.Reader notes;
    private final List<EarlierFile> files;
    private final boolean stays;
    private @Nullable ZipNote next;

    private CachedZip(ZipNotes.Reader notes, List<EarlierFile> files, boolean stays) {
        this.notes = notes;
        this.files = files;
        this.stays = stays;
        advance();
    }

    /** It is not what was noted of it. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    /**
     * Opens a zip.
     *
     * @param notes what is noted of it; closed with it
     * @param files those that it is in
     * @param stays whether they are there for as long as the zip that is made with them
     */
    static CachedZip open(ZipNotes.Reader notes, List<Path> files, boolean stays) throws IOException {
        List<EarlierFile> opened = new ArrayList<>();
        try {
            for (Path file : files) {
                opened.add(new EarlierFile(file));
            }
        } catch (IOException e) {
            for (EarlierFile file : opened) {
                file.close();
            }
            throw e;
        }
        return new CachedZip(notes, opened, stays);
    }

    /** What the bytes of a zip depend on beside its content: the format, and the zlib of this Java or this system. */
    static String manner() {
        byte[] content = new byte[SAMPLE];
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

    /** Whether what is in it may be left there, and referred to. */
    boolean stays() {
        return stays;
    }

    /** The files that it is in. */
    List<Path> files() {
        return files.stream().map(EarlierFile::file).toList();
    }

    /** Writes an entry's bytes; at their end it is known whether they are those that were noted. */
    void copy(ZipNote note, OutputStream out) throws IOException {
        read(file(note), note, (offset, buffer, length) -> out.write(buffer, 0, length));
    }

    /** As above, but leaves them where they are, with the header before them. */
    void refer(ZipNote note, byte[] header, ZipOutput out) throws IOException {
        EarlierFile file = file(note);
        file.read(note.written().offset() - header.length, header.length, (offset, buffer, length) -> {
            // A header is shorter than what is read at once.
            if (!Arrays.equals(buffer, 0, length, header, 0, header.length)) {
                throw new DamagedException("the header of " + note.name() + " is not as it was");
            }
            out.refer(file.file(), offset, buffer, length);
        });
        read(file, note, (offset, buffer, length) -> out.refer(file.file(), offset, buffer, length));
    }

    private EarlierFile file(ZipNote note) {
        return files.get(note.written().file());
    }

    private static void read(EarlierFile file, ZipNote note, EarlierFile.Bytes bytes) throws IOException {
        Written written = note.written();
        CRC32 crc = new CRC32();
        file.read(written.offset(), written.length(), (offset, buffer, length) -> {
            crc.update(buffer, 0, length);
            bytes.take(offset, buffer, length);
        });
        if ((int) crc.getValue() != written.checksum()) {
            throw new DamagedException(note.name() + " is not as it was");
        }
    }

    @Override
    public void close() throws IOException {
        try (notes) {
            next = null;
            for (EarlierFile file : files) {
                file.close();
            }
        }
    }
}

package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.artifact.zip.ZipCopying.Written;
import io.github.lambdaci.failure.BuildException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The headers of a zip's entries, and the directory at its end, which repeats them. It waits on the disk until then, so that memory
 * does not grow with it.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, sections 4.3.7 and 4.3.12 to 4.3.16</a>
 */
final class ZipDirectory implements AutoCloseable {
    private static final int HEADER = 0x04034b50;
    private static final int HEADER_LENGTH = 30;
    private static final int RECORD = 0x02014b50;
    private static final int RECORD_LENGTH = 46;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONG_END = 0x06064b50;
    private static final int LONG_END_LENGTH = 56;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;

    /** The versions of the format in which there is what is used. */
    private static final short VERSION = 10;

    private static final short VERSION_WITH_DEFLATE = 20;
    private static final short VERSION_WITH_LONG_END = 45;
    private static final short UNIX = 3 << 8;
    private static final short NAMES_IN_UTF8 = 1 << 11;
    private static final short STORED = 0;
    private static final short DEFLATED = 8;

    /** As in {@code stat(2)}. */
    private static final int FILE = 0100644;

    private static final int EXECUTABLE = 0100755;
    private static final int LINK = 0120777;

    /** Every entry's time, 1980-02-01 00:00. Not 1980-01-01 00:00, the format's first, which the JDK takes for one before it. */
    private static final short MIDNIGHT = 0;

    private static final short FIRST_OF_FEBRUARY = 2 << 5 | 1;

    /** Numbers from here on have to be said elsewhere. */
    private static final int NO_SHORT = 0xFFFF;

    private static final long NO_INT = 0xFFFF_FFFFL;

    private final Path file;
    private final OutputStream records;
    private int entries;
    private long length;

    /**
     * Begins a directory.
     *
     * @param file a file to use meanwhile
     */
    ZipDirectory(Path file) throws IOException {
        this.file = file;
        this.records = new BufferedOutputStream(Files.newOutputStream(file));
    }

    /**
     * Adds an entry.
     *
     * @param offset where in the zip it begins
     * @return what is to be written there, before its content
     * @throws BuildException if it is beyond what the format can say without extensions, 4 GiB
     */
    byte[] add(TreeEntry entry, Written written, long offset) throws IOException {
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        if (written.size() >= NO_INT || offset + HEADER_LENGTH + name.length + written.length() >= NO_INT) {
            throw new BuildException(
                    "the zip would be larger than 4 GB: '" + entry.name() + "' is too much",
                    "leave out what is not needed, in .lambdaignore: Lambda takes no more than 250 MB, unzipped");
        }
        byte[] repeated = record(entry, written, name, offset);
        records.write(repeated);
        entries++;
        length += repeated.length;
        return header(written, name);
    }

    private static byte[] header(Written written, byte[] name) {
        byte[] header = new byte[HEADER_LENGTH + name.length];
        describe(written, name, littleEndian(header).putInt(HEADER)).put(name);
        return header;
    }

    private static byte[] record(TreeEntry entry, Written written, byte[] name, long offset) {
        byte[] repeated = new byte[RECORD_LENGTH + name.length];
        ByteBuffer begun = littleEndian(repeated).putInt(RECORD).putShort((short) (UNIX | VERSION_WITH_DEFLATE));
        describe(written, name, begun)
                .putShort((short) 0) // no comment
                .putShort((short) 0) // on the first disk
                .putShort((short) 0) // nothing known of what kind of content it has
                .putInt(mode(entry) << 16)
                .putInt((int) offset)
                .put(name);
        return repeated;
    }

    private static int mode(TreeEntry entry) {
        if (entry.linkTarget().isPresent()) {
            return LINK;
        }
        return entry.executable() ? EXECUTABLE : FILE;
    }

    /** What headers and records have in common. */
    private static ByteBuffer describe(Written written, byte[] name, ByteBuffer to) {
        return to.putShort(written.deflated() ? VERSION_WITH_DEFLATE : VERSION)
                .putShort(NAMES_IN_UTF8)
                .putShort(written.deflated() ? DEFLATED : STORED)
                .putShort(MIDNIGHT)
                .putShort(FIRST_OF_FEBRUARY)
                .putInt(written.crc())
                .putInt((int) written.length())
                .putInt((int) written.size())
                .putShort((short) name.length)
                .putShort((short) 0); // no extra fields
    }

    /**
     * Writes the directory.
     *
     * @param offset where in the zip it begins
     */
    void write(OutputStream out, long offset) throws IOException {
        records.close();
        Files.copy(file, out);
        // More entries than 16 bits can count are counted beside the usual end.
        if (entries >= NO_SHORT || offset + length >= NO_INT) {
            out.write(longEnd(offset));
        }
        out.write(end(offset));
    }

    private byte[] longEnd(long offset) {
        byte[] end = new byte[LONG_END_LENGTH + LOCATOR_LENGTH];
        littleEndian(end)
                .putInt(LONG_END)
                .putLong(LONG_END_LENGTH - Integer.BYTES - Long.BYTES) // what follows
                .putShort(VERSION_WITH_LONG_END)
                .putShort(VERSION_WITH_LONG_END)
                .putInt(0) // on the first disk
                .putInt(0) // as is the directory
                .putLong(entries)
                .putLong(entries)
                .putLong(length)
                .putLong(offset)
                .putInt(LOCATOR)
                .putInt(0) // on the first disk
                .putLong(offset + length)
                .putInt(1); // of one
        return end;
    }

    private byte[] end(long offset) {
        byte[] end = new byte[END_LENGTH];
        littleEndian(end)
                .putInt(END)
                .putShort((short) 0) // on the first disk
                .putShort((short) 0) // as is the directory
                .putShort((short) Math.min(entries, NO_SHORT))
                .putShort((short) Math.min(entries, NO_SHORT))
                .putInt((int) Math.min(length, NO_INT))
                .putInt((int) Math.min(offset, NO_INT))
                .putShort((short) 0); // no comment
        return end;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int entries() {
        return entries;
    }

    @Override
    public void close() throws IOException {
        records.close();
        Files.deleteIfExists(file);
    }
}

package io.github.lambdaci.packages;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the headers of a shared object say.
 *
 * @param header the file's own header
 * @param loadedEnd where everything ends that is loaded, or needed to load it
 * @param sections its sections
 */
record ElfFile(ByteBuffer header, long loadedEnd, List<ElfSection> sections) {
    static final int SECTIONS_OFFSET = 40;
    static final int SECTION_COUNT = 60;
    static final int NAMES_INDEX = 62;

    private static final int HEADER_SIZE = 64;
    private static final int SEGMENT_SIZE = 56;
    private static final int MAGIC = 0x464c457f;
    private static final short CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final short SHARED_OBJECT = 3;
    /** From here on, the number is written elsewhere. */
    private static final int MANY_SECTIONS = 0xff00;

    /** Reads the headers; nothing if it is no 64-bit little-endian shared object with sections. */
    static Optional<ElfFile> read(FileChannel file) throws IOException {
        if (file.size() < HEADER_SIZE) {
            return Optional.empty();
        }
        ByteBuffer header = bytes(file, 0, HEADER_SIZE);
        int count = Short.toUnsignedInt(header.getShort(SECTION_COUNT));
        boolean isKnown = header.getInt(0) == MAGIC
                && header.getShort(4) == CLASS_64_LITTLE_ENDIAN
                && header.getShort(16) == SHARED_OBJECT
                && header.getShort(54) == SEGMENT_SIZE
                && header.getShort(58) == ElfSection.HEADER_SIZE
                && count > 0
                && count < MANY_SECTIONS
                && Short.toUnsignedInt(header.getShort(NAMES_INDEX)) < count;
        try {
            return isKnown
                    ? Optional.of(new ElfFile(header, loadedEnd(file, header), sections(file, header, count)))
                    : Optional.empty();
        } catch (EOFException | IndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }

    private static long loadedEnd(FileChannel file, ByteBuffer header) throws IOException {
        int count = Short.toUnsignedInt(header.getShort(56));
        long offset = header.getLong(32);
        ByteBuffer segments = bytes(file, offset, (long) count * SEGMENT_SIZE);
        long end = Math.max(HEADER_SIZE, offset + (long) count * SEGMENT_SIZE);
        for (int at = 0; at < count * SEGMENT_SIZE; at += SEGMENT_SIZE) {
            end = Math.max(end, segments.getLong(at + 8) + segments.getLong(at + 32));
        }
        return end;
    }

    private static List<ElfSection> sections(FileChannel file, ByteBuffer header, int count) throws IOException {
        ByteBuffer table = bytes(file, header.getLong(SECTIONS_OFFSET), (long) count * ElfSection.HEADER_SIZE);
        int nameTable = Short.toUnsignedInt(header.getShort(NAMES_INDEX)) * ElfSection.HEADER_SIZE;
        ByteBuffer names = bytes(file, table.getLong(nameTable + 24), table.getLong(nameTable + 32));
        List<ElfSection> sections = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            sections.add(ElfSection.at(table, index, names));
        }
        return List.copyOf(sections);
    }

    /** A part of a file. */
    static ByteBuffer bytes(FileChannel file, long offset, long size) throws IOException {
        if (offset < 0 || size < 0 || size > file.size() || offset > file.size() - size) {
            throw new EOFException("the file is shorter than its headers say");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("the file became shorter");
            }
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}

package io.github.lambdaci.packages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;

/**
 * A section of a 64-bit little-endian ELF file, as its header describes it.
 *
 * @param index its place in the table of headers
 * @param name its name
 * @param header its header as it is in the file
 */
record ElfSection(int index, String name, ByteBuffer header) {
    static final int HEADER_SIZE = 64;

    private static final int SYMBOLS = 2;
    private static final int RELOCATIONS_WITH_ADDENDS = 4;
    private static final int NO_BITS = 8;
    private static final int RELOCATIONS = 9;
    private static final int SYMBOL_INDEXES = 18;
    private static final long ALLOCATED = 0x2;
    private static final long INFO_IS_SECTION = 0x40;
    private static final Pattern DEBUG =
            Pattern.compile("\\.z?debug_?.*|\\.gdb_index|\\.stab.*|\\.gnu_debug(?:alt)?link");

    static ElfSection at(ByteBuffer table, int index, ByteBuffer names) {
        ByteBuffer header = table.slice(index * HEADER_SIZE, HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder name = new StringBuilder();
        for (int at = header.getInt(0); names.get(at) != 0; at++) {
            name.append((char) names.get(at));
        }
        return new ElfSection(index, name.toString(), header);
    }

    int type() {
        return header.getInt(4);
    }

    boolean isLoaded() {
        return (header.getLong(8) & ALLOCATED) != 0;
    }

    boolean isInFile() {
        return index != 0 && type() != NO_BITS;
    }

    long offset() {
        return header.getLong(24);
    }

    long size() {
        return header.getLong(32);
    }

    long end() {
        return offset() + size();
    }

    int link() {
        return header.getInt(40);
    }

    int info() {
        return header.getInt(44);
    }

    boolean isInfoASection() {
        return (header.getLong(8) & INFO_IS_SECTION) != 0
                || type() == RELOCATIONS
                || type() == RELOCATIONS_WITH_ADDENDS;
    }

    long alignment() {
        return Math.max(1, header.getLong(48));
    }

    /** The symbols that linkers and debuggers read; those for the loader are a section of another type. */
    boolean isSymbols() {
        return type() == SYMBOLS;
    }

    boolean isForDebuggers() {
        return !isLoaded()
                && (isSymbols()
                        || type() == SYMBOL_INDEXES
                        || DEBUG.matcher(name).matches());
    }
}

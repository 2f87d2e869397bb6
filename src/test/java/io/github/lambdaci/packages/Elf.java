package io.github.lambdaci.packages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes shared objects that no processor could run, but whose headers are as linkers write them. */
final class Elf {
    private static final int DATA = 1;
    private static final int SYMBOLS = 2;
    private static final int STRINGS = 3;

    private final List<Section> sections = new ArrayList<>();
    private int loaded = 2;

    private record Section(String name, int type, long flags, int link, String content) {}

    /** One with code, debug information, symbols, and a comment behind them. */
    static byte[] withSymbols() {
        return usual().bytes();
    }

    static Elf usual() {
        return new Elf()
                .section(".text", DATA, 2, 0, "code that is loaded")
                .section(".debug_info", DATA, 0, 0, "d".repeat(1000))
                .section(".symtab", SYMBOLS, 0, 4, "s".repeat(240))
                .section(".strtab", STRINGS, 0, 0, "names")
                .section(".comment", DATA, 0, 0, "GCC");
    }

    Elf section(String name, int type, long flags, int link, String content) {
        sections.add(new Section(name, type, flags, link, content));
        return this;
    }

    /** How many sections, counted from 1, the loaded segment reaches over. */
    Elf loaded(int count) {
        loaded = count + 1;
        return this;
    }

    byte[] bytes() {
        StringBuilder names = new StringBuilder("\0");
        List<Section> all = new ArrayList<>(sections);
        StringBuilder allNames = new StringBuilder();
        sections.forEach(section -> allNames.append(section.name()).append('\0'));
        all.add(new Section(".shstrtab", STRINGS, 0, 0, "\0" + allNames + ".shstrtab\0"));
        ByteBuffer file = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer table = ByteBuffer.allocate(64 * (all.size() + 1)).order(ByteOrder.LITTLE_ENDIAN);
        table.position(64);
        file.position(64 + 56);
        long loadedEnd = 0;
        for (int index = 0; index < all.size(); index++) {
            Section section = all.get(index);
            table.putInt(names.length())
                    .putInt(section.type())
                    .putLong(section.flags())
                    .putLong(0);
            table.putLong(file.position()).putLong(section.content().length());
            table.putInt(section.link()).putInt(0).putLong(1).putLong(0);
            names.append(section.name()).append('\0');
            file.put(section.content().getBytes(StandardCharsets.US_ASCII));
            if (index + 2 == loaded) {
                loadedEnd = file.position();
            }
        }
        int end = (file.position() + 7) / 8 * 8;
        file.position(end).put(table.flip());
        int size = file.position();
        file.putInt(0, 0x464c457f).putInt(4, 0x00010102).putShort(16, (short) 3).putShort(18, (short) 62);
        file.putLong(32, 64).putLong(40, end).putShort(54, (short) 56).putShort(56, (short) 1);
        file.putShort(58, (short) 64).putShort(60, (short) (all.size() + 1)).putShort(62, (short) all.size());
        file.putInt(64, 1).putLong(72, 0).putLong(96, loadedEnd).putLong(104, loadedEnd);
        byte[] bytes = new byte[size];
        file.get(0, bytes);
        return bytes;
    }
}

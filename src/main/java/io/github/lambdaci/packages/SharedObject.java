package io.github.lambdaci.packages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes out of a shared object for Linux what only debuggers read.
 *
 * <p>Only sections behind everything that is loaded are taken out: not a byte of what the program headers name moves.
 * Tools that move it are known to leave libraries that the loader refuses, and would have to be on every machine for
 * the result to be the same. A file that is not built as expected stays as it is.
 */
final class SharedObject {
    /** What padding before a section or a table can come to. */
    private static final long MOST_PADDING = 64;

    private final FileChannel file;
    private final ElfFile elf;
    private final Set<Integer> removed;
    private final List<ElfSection> stay;

    private SharedObject(FileChannel file, ElfFile elf) {
        this.file = file;
        this.elf = elf;
        this.removed = removable(elf);
        this.stay = elf.sections().stream()
                .filter(section -> !removed.contains(section.index()))
                .toList();
    }

    /** Strips a file; false if it stays as it is. A hard link elsewhere to the same content is left alone. */
    static boolean strip(Path path) throws IOException {
        Path stripped = path.resolveSibling(path.getFileName() + ".lambda-ci-stripped");
        try (FileChannel file = FileChannel.open(path)) {
            Optional<SharedObject> object =
                    ElfFile.read(file).map(elf -> new SharedObject(file, elf)).filter(SharedObject::isSafe);
            if (object.isEmpty()) {
                return false;
            }
            try (FileChannel out =
                    FileChannel.open(stripped, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                object.get().write(out);
            }
            Files.setPosixFilePermissions(stripped, Files.getPosixFilePermissions(path));
        }
        Files.move(stripped, path, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private static Set<Integer> removable(ElfFile elf) {
        Set<Integer> removed = elf.sections().stream()
                .filter(ElfSection::isForDebuggers)
                .filter(section -> section.isInFile() && section.offset() >= elf.loadedEnd())
                .map(ElfSection::index)
                .collect(Collectors.toSet());
        // The names of the symbols; two tables can share them.
        int sectionNames = Short.toUnsignedInt(elf.header().getShort(ElfFile.NAMES_INDEX));
        List<Integer> names = elf.sections().stream()
                .filter(section -> section.isSymbols() && removed.contains(section.index()))
                .map(ElfSection::link)
                .filter(link -> link > 0 && link < elf.sections().size() && link != sectionNames)
                .filter(link -> !elf.sections().get(link).isLoaded()
                        && elf.sections().get(link).offset() >= elf.loadedEnd())
                .filter(link -> elf.sections().stream()
                        .noneMatch(other -> other.link() == link && !removed.contains(other.index())))
                .toList();
        removed.addAll(names);
        return removed;
    }

    private boolean isSafe() {
        int firstRemoved = removed.stream().min(Comparator.naturalOrder()).orElse(0);
        boolean numbersHold = stay.stream()
                .filter(ElfSection::isLoaded)
                // The loader's symbols name sections by their numbers.
                .allMatch(section -> section.index() < firstRemoved);
        boolean linksHold = stay.stream()
                .noneMatch(section -> removed.contains(section.link())
                        || (section.isInfoASection() && removed.contains(section.info())));
        return !removed.isEmpty() && numbersHold && linksHold && isAllKnown();
    }

    /** Whether the end of the file is sections and their table and nothing else, such as a program's own data. */
    private boolean isAllKnown() {
        long end = elf.loadedEnd();
        long table = elf.header().getLong(ElfFile.SECTIONS_OFFSET);
        List<long[]> parts = elf.sections().stream()
                .filter(ElfSection::isInFile)
                .map(section -> new long[] {section.offset(), section.end()})
                .collect(Collectors.toList());
        parts.add(new long[] {table, table + (long) elf.sections().size() * ElfSection.HEADER_SIZE});
        parts.sort(Comparator.comparingLong(part -> part[0]));
        for (long[] part : parts) {
            if (part[1] > end) {
                if (part[0] - end > MOST_PADDING) {
                    return false;
                }
                end = part[1];
            }
        }
        return fileSize() == end;
    }

    private long fileSize() {
        try {
            return file.size();
        } catch (IOException e) {
            return -1;
        }
    }

    private void write(FileChannel out) throws IOException {
        long end = elf.loadedEnd();
        ByteBuffer table =
                ByteBuffer.allocate(stay.size() * ElfSection.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (long copied = 0; copied < end; ) {
            copied += file.transferTo(copied, end - copied, out);
        }
        for (ElfSection section : stay) {
            int at = table.position();
            table.put(section.header().duplicate().rewind());
            table.putInt(at + 40, renumbered(section.link()));
            if (section.isInfoASection()) {
                table.putInt(at + 44, renumbered(section.info()));
            }
            if (section.isInFile() && section.offset() >= elf.loadedEnd()) {
                long start = align(end, section.alignment());
                writeAt(out, ElfFile.bytes(file, section.offset(), section.size()), start);
                table.putLong(at + 24, start);
                end = start + section.size();
            }
        }
        long tableStart = align(end, 8);
        writeAt(out, table.flip(), tableStart);
        ByteBuffer header = elf.header().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(ElfFile.SECTIONS_OFFSET, tableStart);
        header.putShort(ElfFile.SECTION_COUNT, (short) stay.size());
        int names = Short.toUnsignedInt(header.getShort(ElfFile.NAMES_INDEX));
        header.putShort(ElfFile.NAMES_INDEX, (short) renumbered(names));
        writeAt(out, header.rewind(), 0);
    }

    private int renumbered(int index) {
        return index - (int) removed.stream().filter(gone -> gone < index).count();
    }

    private static long align(long position, long alignment) {
        return (position + alignment - 1) / alignment * alignment;
    }

    /** Fills with zeros up to the position, as writing behind the end of a file does. */
    private static void writeAt(FileChannel out, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }
}

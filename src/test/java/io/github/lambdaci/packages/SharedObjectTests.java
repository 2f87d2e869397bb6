package io.github.lambdaci.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedObjectTests {
    private static final int DATA = 1;
    private static final int LOADED_END = 64 + 56 + "code that is loaded".length();

    @TempDir
    Path folder;

    private Path file(byte[] content) {
        try {
            return Files.write(folder.resolve("a.so"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertStays(byte[] content) throws IOException {
        Path file = file(content);
        assertThat(SharedObject.strip(file)).isFalse();
        assertThat(file).hasBinaryContent(content);
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    private static List<String> sections(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return ElfFile.read(channel).orElseThrow().sections().stream()
                    .map(ElfSection::name)
                    .toList();
        }
    }

    @Test
    void debugInformationAndSymbolsGo() throws IOException {
        Path file = file(Elf.withSymbols());

        assertThat(SharedObject.strip(file)).isTrue();

        assertThat(sections(file)).containsExactly("", ".text", ".comment", ".shstrtab");
        assertThat(Files.size(file)).isLessThan(Elf.withSymbols().length - 1000L);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("GCC")
                .doesNotContain("dddd");
    }

    @Test
    void nothingThatIsLoadedChanges() throws IOException {
        byte[] before = Elf.withSymbols();
        Path file = file(before);
        SharedObject.strip(file);
        byte[] after = Files.readAllBytes(file);

        // In the header, only where the sections are and how many.
        assertThat(Arrays.copyOfRange(after, 0, 40)).isEqualTo(Arrays.copyOfRange(before, 0, 40));
        assertThat(Arrays.copyOfRange(after, 48, 60)).isEqualTo(Arrays.copyOfRange(before, 48, 60));
        assertThat(Arrays.copyOfRange(after, 64, LOADED_END)).isEqualTo(Arrays.copyOfRange(before, 64, LOADED_END));
    }

    @Test
    void strippedFileIsNotStrippedAgainAndKeepsItsMode() throws IOException {
        Path file = file(Elf.withSymbols());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-xr-xr-x"));

        assertThat(SharedObject.strip(file)).isTrue();
        assertThat(SharedObject.strip(file)).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r-xr-xr-x");
    }

    @Test
    void symbolsBetweenLoadedSegmentsStay() throws IOException {
        // As patchelf leaves a library: a new segment behind the old sections.
        assertStays(Elf.usual().section(".dynstr", 3, 2, 0, "moved").loaded(6).bytes());
    }

    @Test
    void fileWithDataBehindItsSectionsStays() throws IOException {
        byte[] elf = Elf.withSymbols();
        assertStays(Arrays.copyOf(elf, elf.length + 100));
    }

    @Test
    void sectionsThatAreNeededByOthersStay() throws IOException {
        assertStays(
                Elf.usual().section(".other", DATA, 0, 3, "refers to .symtab").bytes());
    }

    @Test
    void loadedSectionBehindRemovedOnesWouldGetAnotherNumber() throws IOException {
        assertStays(Elf.usual().section(".bss2", 8, 2, 0, "").bytes());
    }

    @Test
    void everythingElseStays() throws IOException {
        byte[] elf = Elf.withSymbols();
        byte[] executable = elf.clone();
        executable[16] = 2;
        byte[] bits32 = elf.clone();
        bits32[4] = 1;
        assertStays(executable);
        assertStays(bits32);
        assertStays(Arrays.copyOf(elf, elf.length / 2));
        assertStays("INPUT(libc.so.6)".getBytes(StandardCharsets.US_ASCII));
        assertStays(new byte[0]);
    }
}

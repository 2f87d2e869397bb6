package io.github.lambdaci.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownContentsTests {
    private static final Sha256 FACT = fact("harmless");

    @TempDir
    Path folder;

    private Path root;
    private Path file;
    private KnownContents known;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        file = folder.resolve("cache/known");
        known = new KnownContents(Optional.of(file));
        for (int number = 0; number < 100; number++) {
            write(name(number), "content " + number);
        }
        Files.createSymbolicLink(root.resolve("zzz"), Path.of(name(1)));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content);
    }

    private static String name(int number) {
        return "file-" + (100 + number);
    }

    private HashedTree tree() {
        return HashedTree.of(FileTree.list(root));
    }

    private static Sha256 fact(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BitSet of(int... indexes) {
        BitSet all = new BitSet();
        IntStream.of(indexes).forEach(all::set);
        return all;
    }

    private static BitSet all() {
        return of(IntStream.range(0, 100).toArray());
    }

    @Test
    void contentsAreKnownUnderAnyName() throws IOException {
        known.keep(tree(), () -> FACT, all());
        assertThat(known.in(tree(), () -> FACT)).isEqualTo(all());

        write(name(7), "changed");
        Files.move(root.resolve(name(0)), root.resolve("moved"));
        write("same", "content 50");

        // Without its first file, and with "moved" and "same" between the last one and the link.
        BitSet expected = of(IntStream.range(0, 101).toArray());
        expected.clear(6);
        assertThat(known.in(tree(), () -> FACT)).isEqualTo(expected);
    }

    @Test
    void onlyWhatWasNotedIsKnown() {
        known.keep(tree(), () -> FACT, of(3, 99));
        assertThat(known.in(tree(), () -> FACT)).isEqualTo(of(3, 99));
        known.keep(tree(), () -> FACT, of(4));
        assertThat(known.in(tree(), () -> FACT)).isEqualTo(of(4));
    }

    @Test
    void nothingIsKnownOfAnotherFact() {
        known.keep(tree(), () -> FACT, all());
        assertThat(known.in(tree(), () -> fact("other"))).isEqualTo(new BitSet());
    }

    @Test
    void nothingIsTakenFromAFileThatIsDamaged() throws IOException {
        known.keep(tree(), () -> FACT, of(1, 2));
        byte[] bytes = Files.readAllBytes(file);
        for (int position = 0; position < bytes.length; position++) {
            byte[] damaged = bytes.clone();
            damaged[position] ^= 1;
            Files.write(file, damaged);
            assertThat(known.in(tree(), () -> FACT)).as("byte %d", position).isEqualTo(new BitSet());
        }
        for (int length : new int[] {0, 1, 32, 64, 96, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(known.in(tree(), () -> FACT)).as("%d bytes", length).isEqualTo(new BitSet());
        }
        Files.write(file, bytes);
        assertThat(known.in(tree(), () -> FACT)).isEqualTo(of(1, 2));
    }

    @Test
    void whereItCannotBeKeptNothingIsKnown() throws IOException {
        Files.writeString(folder.resolve("cache"), "no folder");
        known.keep(tree(), () -> FACT, all());
        assertThat(known.in(tree(), () -> FACT)).isEqualTo(new BitSet());

        KnownContents none = new KnownContents(Optional.empty());
        none.keep(tree(), () -> FACT, all());
        assertThat(none.in(tree(), () -> FACT)).isEqualTo(new BitSet());
    }

    @Test
    void itIsItsOwnersAlone() throws IOException {
        known.keep(tree(), () -> FACT, all());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }
}

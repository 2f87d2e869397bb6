package io.github.lambdaci.artifact.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.OpenedZip;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the cache, a zip has the bytes that it has without. */
class ZipCacheTests {
    private static final int SEVERAL_BLOCKS = 3 * ZipPiece.BLOCK + 12_345;
    private static final long PLENTY = 1L << 30;

    @TempDir
    Path folder;

    private final Random random = new Random(1);
    private Path root;
    private Path kept;
    private ZipSlot slot;
    private int zips;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        kept = folder.resolve("kept");
        slot = cache(1, PLENTY).slot("orders");
        for (int number = 0; number < 600; number++) {
            write("many/" + number + ".py", "line " + number + "\n".repeat(number));
        }
        write("large.txt", "some text, and more of it\n".repeat(SEVERAL_BLOCKS / 26));
        byte[] dense = new byte[SEVERAL_BLOCKS];
        random.nextBytes(dense);
        Files.write(root.resolve("large.bin"), dense);
        write("empty", "");
        write("umlaut-\u00fc", "x");
        program(write("program", "#!/bin/sh\n"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("large.txt"));
    }

    private ZipCache cache(long smallest, long most) {
        return new ZipCache(Optional.of(kept), smallest, most);
    }

    private Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void program(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private HashedTree tree() {
        return HashedTree.of(FileTree.list(root));
    }

    private Archive zip(HashedTree tree) {
        zips++;
        return ReproducibleZip.write(folder.resolve(zips + ".zip"), tree, slot);
    }

    private Sha256 withoutCache() {
        zips++;
        return ReproducibleZip.write(folder.resolve(zips + ".zip"), FileTree.list(root))
                .sha256();
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(kept)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void aZipHasTheSameBytesWithAndWithoutAnEarlierOne() throws IOException {
        Sha256 first = withoutCache();
        assertThat(zip(tree()).sha256()).isEqualTo(first);
        assertThat(zip(tree()).sha256()).isEqualTo(first);

        write("many/300.py", "changed\n");
        write("many/0.py", "changed\n");
        write("added", "first of all\n");
        write("zebra", "last of all\n");
        Files.move(root.resolve("many/7.py"), root.resolve("many/moved.py"));
        Files.delete(root.resolve("umlaut-\u00fc"));
        program(root.resolve("many/5.py"));
        Sha256 second = withoutCache();
        Archive archive = zip(tree());

        assertThat(archive.sha256()).isEqualTo(second).isNotEqualTo(first);
        assertThat(archive.entries()).isEqualTo(607);
        assertThat(archive.unzippedBytes())
                .isEqualTo(OpenedZip.measured(archive.file()).unzippedBytes());
        assertThat(zip(tree()).sha256()).isEqualTo(second);
    }

    @Test
    void whatDidNotChangeIsNotReadAgain() throws IOException {
        Sha256 first = zip(tree()).sha256();
        HashedTree tree = tree();
        Files.delete(root.resolve("large.txt"));
        Files.delete(root.resolve("large.bin"));
        Files.delete(root.resolve("many/0.py"));

        assertThat(zip(tree).sha256()).isEqualTo(first);
    }

    @Test
    void aDamagedZipIsNotCopiedFrom() throws IOException {
        Sha256 first = zip(tree()).sha256();
        Path zip = files(".zip").get(0);
        byte[] bytes = Files.readAllBytes(zip);
        bytes[bytes.length / 2]++;
        Files.write(zip, bytes);
        assertThat(zip(tree()).sha256()).isEqualTo(first);

        Files.write(files(".zip").get(0), new byte[100]);
        assertThat(zip(tree()).sha256()).isEqualTo(first);

        Files.delete(files(".zip").get(0));
        assertThat(zip(tree()).sha256()).isEqualTo(first);
    }

    @Test
    void damagedNotesAreNotFollowed() throws IOException {
        List<TreeEntry> few = FileTree.list(root).subList(0, 3);
        Sha256 first = ReproducibleZip.write(folder.resolve("first.zip"), few).sha256();
        for (int position = 0;
                position == 0 || position < Files.size(files(".notes").get(0));
                position++) {
            zip(HashedTree.of(few));
            Path notes = files(".notes").get(0);
            byte[] bytes = Files.readAllBytes(notes);
            bytes[position] ^= 1;
            Files.write(notes, bytes);

            assertThat(zip(HashedTree.of(few)).sha256()).as("byte %d", position).isEqualTo(first);
        }
    }

    @Test
    void notesThatEndTooSoonAreFollowedAsFarAsTheyGo() throws IOException {
        Sha256 first = zip(tree()).sha256();
        Path notes = files(".notes").get(0);
        byte[] bytes = Files.readAllBytes(notes);
        Files.write(notes, Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(zip(tree()).sha256()).isEqualTo(first);
    }

    @Test
    void aFileThatIsNotWhatWasHashedAnyMoreIsNamed() throws IOException {
        for (ZipCache cache : List.of(cache(1, PLENTY), ZipCache.NONE)) {
            write("many/300.py", "before");
            HashedTree tree = tree();
            write("many/300.py", "behind");

            assertThatThrownBy(() -> ReproducibleZip.write(folder.resolve("bad.zip"), tree, cache.slot("other")))
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("many/300.py failed: it changed");
        }
        assertThat(kept).doesNotExist();
    }

    @Test
    void theLastZipOfAFunctionIsKeptForItsOwnerAlone() throws IOException {
        zip(tree());
        write("many/300.py", "changed");
        Archive last = zip(tree());

        assertThat(files(".zip"))
                .singleElement()
                .satisfies(zip -> assertThat(zip).hasSameBinaryContentAs(last.file()));
        assertThat(files(".notes")).hasSize(1);
        assertThat(files(".part")).isEmpty();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(files(".zip").get(0).getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void whoeverReadsAnEarlierZipIsNotDisturbedByALaterOne() throws IOException {
        zip(tree());
        HashedTree tree = tree();
        try (CachedZip opened = slot.open().orElseThrow()) {
            write("many/300.py", "changed");
            zip(tree());

            ZipNote note = opened.find(tree, tree.entries().size() - 2).orElseThrow();
            ByteArrayOutputStream copied = new ByteArrayOutputStream();
            opened.copy(note, copied);
            assertThat(copied.size()).isEqualTo((int) note.written().length());
        }
    }

    @Test
    void smallTreesAreNotKept() {
        slot = cache(PLENTY, PLENTY).slot("orders");
        zip(tree());

        assertThat(kept).doesNotExist();
    }

    @Test
    void theOldestGoWhereThereIsNoRoom() throws IOException {
        long size = zip(tree()).bytes();
        Files.setLastModifiedTime(files(".zip").get(0).getParent(), FileTime.from(Instant.EPOCH));
        slot = cache(1, 2 * size + size / 2).slot("second");
        zip(tree());
        assertThat(files(".zip")).hasSize(2);
        Path oldest = files(".zip").stream()
                .map(Path::getParent)
                .filter(one -> one.toFile().lastModified() == 0)
                .findFirst()
                .orElseThrow();

        slot = cache(1, 2 * size + size / 2).slot("third");
        zip(tree());

        assertThat(files(".zip")).hasSize(2);
        assertThat(oldest).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsNoMatterOfARun() throws IOException {
        Files.writeString(kept, "a file");

        assertThat(zip(tree()).sha256()).isEqualTo(withoutCache());
    }

    @Test
    void zipsOfUsualSizesAreKept() throws IOException {
        slot = ZipCache.in(folder.resolve("caches")).slot("f");
        zip(tree());
        assertThat(folder.resolve("caches/zips")).doesNotExist();

        write("large.bin", "");
        byte[] dense = new byte[6 << 20];
        random.nextBytes(dense);
        Files.write(root.resolve("dense"), dense);
        zip(tree());
        assertThat(folder.resolve("caches/zips")).isNotEmptyDirectory();
    }

    @Test
    void theHashesAreThoseOfTheContent() throws IOException {
        HashedTree tree = tree();
        int program = tree.entries().stream().map(TreeEntry::name).toList().indexOf("program");

        assertThat(tree.hash(program))
                .isEqualTo(Sha256.of("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))
                        .hex());
        assertThat(tree.entries().get(program).executable()).isTrue();
        assertThat(tree.entries().get(0).executable()).isFalse();
    }
}

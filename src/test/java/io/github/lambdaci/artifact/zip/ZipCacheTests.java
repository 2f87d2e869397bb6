package io.github.lambdaci.artifact.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.LocalFiles;
import io.github.lambdaci.artifact.OpenedZip;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.Stretch;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
                .isEqualTo(OpenedZip.measured(inOneFile(archive)).unzippedBytes());
        assertThat(zip(tree()).sha256()).isEqualTo(second);
    }

    private Path inOneFile(Archive archive) throws IOException {
        return archive.inOneFile(folder.resolve("whole.zip"));
    }

    @Test
    void whatEarlierZipsHaveIsNotWrittenAgain() throws IOException {
        Archive first = zip(tree());
        assertThat(first.isInOneFile()).isTrue();
        for (int round = 0; round < 5; round++) {
            write("many/300.py", "changed " + round);
            write("many/" + 10 * round + ".py", "changed too");
            Archive next = zip(tree());

            assertThat(next.isInOneFile()).isFalse();
            assertThat(next.content()).hasSizeLessThan(8 + 4 * round);
            // The directory of 607 entries, and hardly anything else.
            assertThat(Files.size(next.file())).isLessThan(50_000).isLessThan(first.bytes() / 20);
            assertThat(Sha256.of(inOneFile(next))).isEqualTo(next.sha256()).isEqualTo(withoutCache());
            assertThat(Files.size(inOneFile(next))).isEqualTo(next.bytes());
        }
        assertThat(files(".zip")).hasSize(6);
        assertThat(files(".notes")).hasSize(1);
    }

    @Test
    void aZipCanBeReadFromAnyPlaceOn() throws IOException {
        zip(tree());
        write("many/0.py", "changed");
        write("many/300.py", "changed");
        Archive archive = zip(tree());
        byte[] all = Files.readAllBytes(inOneFile(archive));
        assertThat(archive.content()).hasSizeGreaterThan(3);

        for (int round = 0; round < 100; round++) {
            int offset = random.nextInt(all.length + 1);
            try (InputStream in = archive.open(offset)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(all, offset, all.length));
            }
        }
        for (Stretch stretch : archive.content()) {
            try (InputStream in = archive.open(stretch.length())) {
                assertThat(in.read()).isEqualTo(all[(int) stretch.length()] & 0xFF);
            }
        }
        try (InputStream in = archive.open(all.length)) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void aZipIsWrittenAnewWhenMuchOfTheEarlierOnesIsNotNeededAnyMore() throws IOException {
        zip(tree());
        for (int round = 0; files(".zip").size() > 1 || round == 0; round++) {
            assertThat(round).isLessThan(10);
            byte[] dense = new byte[200_000];
            random.nextBytes(dense);
            Files.write(root.resolve("another"), dense);
            assertThat(zip(tree()).sha256()).isEqualTo(withoutCache());
        }

        zip(tree());
        Files.delete(root.resolve("large.bin"));
        write("large.txt", "small");
        assertThat(zip(tree()).isInOneFile()).isTrue();
        assertThat(files(".zip")).hasSize(1);
    }

    @Test
    void aZipIsWrittenAnewWhenItWouldBeInMoreThanSomeFiles() throws IOException {
        few(100_000);
        int most = 0;
        for (int round = 0; round < 40; round++) {
            assertThat(zip(tree()).sha256()).isEqualTo(withoutCache());
            most = Math.max(most, files(".zip").size());
        }
        assertThat(most).isEqualTo(32);
        assertThat(files(".zip")).hasSize(8);
    }

    @Test
    void otherRunsDoNotTakeAwayWhatAZipIsIn() throws IOException {
        zip(tree());
        write("many/300.py", "changed");
        Archive archive = zip(tree());
        LocalFiles.delete(kept);

        assertThat(Sha256.of(inOneFile(archive))).isEqualTo(archive.sha256());
    }

    @Test
    void whatAnotherRunHasTakenAwayComesBackWithTheZipThatIsInIt() throws IOException {
        zip(tree());
        write("many/300.py", "changed");
        Archive archive = zip(tree());
        Path notes = Files.copy(files(".notes").get(0), folder.resolve("copied.notes"));
        LocalFiles.delete(kept);

        slot.keep(archive, notes);

        assertThat(files(".zip")).hasSize(2);
        Archive same = zip(tree());
        assertThat(same.isInOneFile()).isFalse();
        assertThat(same.sha256()).isEqualTo(archive.sha256());
    }

    @Test
    void whereTheCacheIsOnAnotherDiskAZipIsWrittenWhole() throws IOException {
        Path disk = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(disk) && !Files.getFileStore(disk).equals(Files.getFileStore(folder)),
                "there is no other disk");
        kept = Files.createTempDirectory(disk, "lambda-ci-zips");
        try {
            slot = cache(1, PLENTY).slot("orders");
            zip(tree());
            write("many/300.py", "changed");
            HashedTree tree = tree();
            Files.delete(root.resolve("large.bin"));
            Archive archive = zip(tree);

            assertThat(archive.isInOneFile()).isTrue();
            assertThat(Sha256.of(archive.file())).isEqualTo(archive.sha256());
        } finally {
            LocalFiles.delete(kept);
        }
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
        assertIsMadeAnew(first);

        Files.write(files(".zip").get(0), new byte[100]);
        assertIsMadeAnew(first);

        Files.delete(files(".zip").get(0));
        assertIsMadeAnew(first);
    }

    private void assertIsMadeAnew(Sha256 expected) throws IOException {
        Archive archive = zip(tree());
        assertThat(archive.sha256()).isEqualTo(expected);
        assertThat(archive.isInOneFile()).isTrue();
        assertThat(files(".zip")).hasSize(1);
    }

    private void few(int bytes) throws IOException {
        root = Files.createDirectory(folder.resolve("few"));
        byte[] dense = new byte[bytes];
        random.nextBytes(dense);
        Files.write(root.resolve("a"), dense);
        write("b", "b");
    }

    /** There is no checksum of headers. */
    @Test
    void noDamageOfAZipIsTakenOver() throws IOException {
        few(1_000);
        zip(tree());
        write("b", "changed");
        zip(tree());
        assertThat(files(".zip")).hasSize(2);
        Sha256 expected = withoutCache();
        Path saved = folder.resolve("saved");
        copy(kept, saved);
        for (int file = 0; file < 2; file++) {
            long size = Files.size(files(".zip").get(file));
            for (int position = 0; position < size; position += 5) {
                Path zip = files(".zip").get(file);
                byte[] bytes = Files.readAllBytes(zip);
                bytes[position] ^= 1;
                Files.write(zip, bytes);

                Archive archive = zip(tree());
                assertThat(Sha256.of(inOneFile(archive)))
                        .as("byte %d of file %d", position, file)
                        .isEqualTo(archive.sha256())
                        .isEqualTo(expected);
                LocalFiles.delete(kept);
                copy(saved, kept);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (TreeEntry entry : FileTree.list(from)) {
            Path target = to.resolve(entry.name());
            Files.createDirectories(target.getParent());
            Files.copy(entry.file(), target);
        }
    }

    @Test
    void damagedNotesAreNotFollowed() throws IOException {
        few(1_000);
        Sha256 first = withoutCache();
        zip(tree());
        long size = Files.size(files(".notes").get(0));
        for (int position = 0; position < size; position++) {
            LocalFiles.delete(kept);
            zip(tree());
            Path notes = files(".notes").get(0);
            byte[] bytes = Files.readAllBytes(notes);
            bytes[position] ^= 1;
            Files.write(notes, bytes);

            assertThat(zip(tree()).sha256()).as("byte %d", position).isEqualTo(first);
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
        try (CachedZip opened = slot.open(tree, folder.resolve("other.zip")).orElseThrow()) {
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

package io.github.lambdaci.artifact.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What threads, blocks and storing do to a zip: nothing that shows, but in its size. */
class ParallelZipTests {
    private static final int SEVERAL_BLOCKS = 3 * ZipPiece.BLOCK + 12_345;

    @TempDir
    Path folder;

    private final Random random = new Random(1);
    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
    }

    @Test
    void bytesAreTheSameForAnyNumberOfThreadsAndInAnyOrder() throws IOException {
        for (int number = 0; number < 200; number++) {
            write("many/" + number + ".py", text(number * 100));
            write("many/" + number + ".so", dense(number * 100));
        }
        write("large.txt", text(SEVERAL_BLOCKS));
        write("large.bin", dense(SEVERAL_BLOCKS));
        Files.createSymbolicLink(root.resolve("link"), Path.of("large.txt"));
        List<TreeEntry> entries = new ArrayList<>(FileTree.list(root));
        Archive one = zip(entries, 1);
        Collections.shuffle(entries, random);
        assertThat(zip(entries, 2).sha256()).isEqualTo(one.sha256());
        assertThat(zip(entries, 8).sha256()).isEqualTo(one.sha256());
        assertThat(contents(one)).hasSize(403);
    }

    @Test
    void contentOfAnySizeComesOutAsItWentIn() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (int size : new int[] {0, 1, 100, 4_097, ZipPiece.BLOCK - 1, ZipPiece.BLOCK, ZipPiece.BLOCK + 1}) {
            files.put("text-" + size, text(size));
            files.put("dense-" + size, dense(size));
        }
        files.put("text", text(SEVERAL_BLOCKS));
        files.put("dense", dense(SEVERAL_BLOCKS));
        files.put("umlaut-\u00fc", text(SEVERAL_BLOCKS));
        byte[] mixed = text(SEVERAL_BLOCKS);
        System.arraycopy(dense(ZipPiece.BLOCK), 0, mixed, ZipPiece.BLOCK, ZipPiece.BLOCK);
        files.put("mixed", mixed);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        Archive archive = zip(FileTree.list(root), 2);
        assertSame(contents(archive), files);
        assertSame(streamed(archive), files);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void onlyWhatGetsSmallerIsDeflated() throws IOException {
        write("text", text(10_000));
        write("dense", dense(10_000));
        write("large-text", text(SEVERAL_BLOCKS));
        write("large-dense", dense(SEVERAL_BLOCKS));
        write("empty", new byte[0]);
        write("tiny", "x".getBytes(StandardCharsets.UTF_8));
        byte[] all = new byte[10_000];
        for (int index = 0; index < all.length; index++) {
            all[index] = (byte) index;
        }
        write("repeated", all);
        try (ZipFile zip = new ZipFile(zip(FileTree.list(root), 2).file().toFile())) {
            assertThat(Collections.list(zip.entries()).stream()
                            .filter(entry -> entry.getMethod() == ZipEntry.DEFLATED)
                            .map(ZipEntry::getName))
                    .containsExactly("large-text", "repeated", "text");
            assertThat(Collections.list(zip.entries()))
                    .allSatisfy(entry -> assertThat(entry.getCompressedSize()).isLessThanOrEqualTo(entry.getSize()));
        }
    }

    @Test
    void memoryDoesNotGrowWithWhatIsZipped() throws IOException {
        write("large", text(40 * ZipPiece.BLOCK));
        for (int number = 0; number < 40; number++) {
            write("file-" + number, text(ZipPiece.BLOCK - number));
        }
        AtomicInteger compressors = new AtomicInteger();
        Archive archive = ReproducibleZip.write(folder.resolve("out.zip"), FileTree.list(root), 2, () -> {
            compressors.incrementAndGet();
            return new Compressor();
        });
        assertThat(contents(archive)).hasSize(41);
        assertThat(compressors).hasValueLessThanOrEqualTo(6);
    }

    @Test
    void interruptedThreadStopsAndLeavesNothingBehind() throws IOException {
        write("large", text(SEVERAL_BLOCKS));
        List<TreeEntry> entries = FileTree.list(root);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> zip(entries, 2))
                .isInstanceOf(InterruptedRunException.class)
                .hasMessageContaining("writing 2.zip");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void largeFileThatChangesWhileItIsReadIsNamed() throws IOException {
        for (boolean shorter : new boolean[] {true, false}) {
            Path file = write("large", text(SEVERAL_BLOCKS));
            AtomicInteger compressors = new AtomicInteger();
            assertThatThrownBy(() -> ReproducibleZip.write(folder.resolve("out.zip"), FileTree.list(root), 1, () -> {
                        // By now its size has been looked at.
                        if (compressors.getAndIncrement() == 0) {
                            change(file, shorter);
                        }
                        return new Compressor();
                    }))
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("large failed: it changed while it was read");
        }
    }

    private static void change(Path file, boolean shorter) {
        try {
            if (shorter) {
                Files.write(file, new byte[1]);
            } else {
                Files.write(file, new byte[1], StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Archive zip(List<TreeEntry> entries, int threads) {
        return ReproducibleZip.write(folder.resolve(threads + ".zip"), entries, threads, Compressor::new);
    }

    private static void assertSame(Map<String, byte[]> actual, Map<String, byte[]> expected) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        // Not one byte after the other: it would take minutes.
        assertThat(actual)
                .allSatisfy((name, content) -> assertThat(Arrays.equals(content, expected.get(name)))
                        .as(name)
                        .isTrue());
    }

    private static Map<String, byte[]> contents(Archive archive) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (ZipFile zip = new ZipFile(archive.file().toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    contents.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return contents;
    }

    /** Read as if nothing were known of the zip's end, by its local headers. */
    private static Map<String, byte[]> streamed(Archive archive) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive.file()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                contents.put(entry.getName(), in.readAllBytes());
            }
        }
        return contents;
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private byte[] dense(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] text(int size) {
        StringBuilder text = new StringBuilder(size + 20);
        while (text.length() < size) {
            text.append("word").append(random.nextInt(10_000)).append(text.length() % 7 == 0 ? '\n' : ' ');
        }
        return text.substring(0, size).getBytes(StandardCharsets.UTF_8);
    }
}

package io.github.lambdaci.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashedTreeTests {
    private static final int FILES = 600;

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        for (int file = 0; file < FILES; file++) {
            write(root.resolve("lib" + file % 7 + "/" + file + ".py"), "content " + file);
        }
        Files.createSymbolicLink(root.resolve("lib3/alias.py"), Path.of("3.py"));
    }

    @Test
    void eachContentIsKnownByItsOwnHashChecksumAndSize() throws IOException {
        HashedTree tree = HashedTree.of(walk());
        assertThat(tree.entries()).hasSize(FILES + 1);
        assertDescribesTheFiles(tree);
    }

    @Test
    void filesReadWhileTheyAreListedAreKnownByTheSame() {
        assertSame(HashedTree.of(walk()), HashedTree.of(FileTree.list(root)));
    }

    @Test
    void orderDoesNotMatter() throws IOException {
        List<TreeEntry> entries = new ArrayList<>(FileTree.list(root));
        Collections.shuffle(entries, new Random(5));
        HashedTree tree = HashedTree.of(entries.iterator());
        assertSame(tree, HashedTree.of(FileTree.list(root)));
        assertSame(HashedTree.of(entries), tree);
        assertDescribesTheFiles(tree);
    }

    @Test
    void filesOfALinkedFolderAreWhereAZipHasThem() throws IOException {
        // Listed as "core", before "core-utils"; in the zip, "core/" comes after it.
        write(folder.resolve("elsewhere/a.py"), "a");
        write(root.resolve("core-utils/b.py"), "b");
        Files.createSymbolicLink(root.resolve("core"), Path.of("../elsewhere"));
        HashedTree tree = HashedTree.of(walk());
        assertThat(tree.entries()).extracting(TreeEntry::name).startsWith("core-utils/b.py", "core/a.py");
        assertDescribesTheFiles(tree);
    }

    @Test
    void emptyFolderHasNoFiles() throws IOException {
        HashedTree tree =
                HashedTree.of(FileTree.walk(Files.createDirectory(folder.resolve("empty")), (name, isFolder) -> false));
        assertThat(tree.entries()).isEmpty();
        assertThat(tree.bytes()).isZero();
    }

    @Test
    void whatCannotBeListedIsNamedThoughOthersAreRead() throws IOException {
        Files.createSymbolicLink(root.resolve("z"), Path.of("nowhere"));
        assertThatThrownBy(() -> HashedTree.of(walk()))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("the link 'z'");
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        List<TreeEntry> entries = FileTree.list(root);
        Files.delete(root.resolve("lib3/3.py"));
        assertThatThrownBy(() -> HashedTree.of(entries.iterator()))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("lib3/3.py");
    }

    private FileTree walk() {
        return FileTree.walk(root, (name, isFolder) -> false);
    }

    private static void assertSame(HashedTree tree, HashedTree other) {
        assertThat(tree.entries()).isEqualTo(other.entries());
        assertThat(tree.bytes()).isEqualTo(other.bytes());
        for (int index = 0; index < other.entries().size(); index++) {
            assertThat(tree.hash(index)).isEqualTo(other.hash(index));
            assertThat(tree.crc(index)).isEqualTo(other.crc(index));
            assertThat(tree.bytes(index)).isEqualTo(other.bytes(index));
        }
    }

    private static void assertDescribesTheFiles(HashedTree tree) throws IOException {
        for (int index = 0; index < tree.entries().size(); index++) {
            TreeEntry entry = tree.entries().get(index);
            byte[] content = Files.readAllBytes(entry.file());
            boolean isLink = entry.linkTarget().isPresent();
            CRC32 crc = new CRC32();
            crc.update(content);
            assertThat(tree.hasHash(index, Sha256.newDigest().digest(content))).isNotEqualTo(isLink);
            assertThat(tree.hash(index).equals(Sha256.of(content).hex())).isNotEqualTo(isLink);
            assertThat(tree.crc(index)).isEqualTo(isLink ? 0 : (int) crc.getValue());
            assertThat(tree.bytes(index)).isEqualTo(isLink ? 0 : content.length);
        }
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}

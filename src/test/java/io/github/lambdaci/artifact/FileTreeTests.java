package io.github.lambdaci.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTests {
    @TempDir
    Path outside;

    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectories(outside.resolve("root"));
        write("src/app.py");
        write("src/lib/tool.py");
    }

    @Test
    void relativeLinkInsideIsKeptAsALink() throws IOException {
        Files.createSymbolicLink(root.resolve("src/alias.py"), Path.of("lib/tool.py"));
        assertThat(list()).containsEntry("src/alias.py", "lib/tool.py");
    }

    @Test
    void linkToAFolderInsideIsKeptAndNotEntered() throws IOException {
        Files.createSymbolicLink(root.resolve("src/library"), Path.of("lib"));
        assertThat(list()).containsEntry("src/library", "lib").doesNotContainKey("src/library/tool.py");
    }

    @Test
    void linkOutOfTheTreeIsReplacedByWhatItPointsTo() throws IOException {
        Files.createDirectories(outside.resolve("shared"));
        Files.writeString(outside.resolve("shared/common.py"), "x");
        Files.createSymbolicLink(root.resolve("shared"), Path.of("../shared"));
        assertThat(list()).containsEntry("shared/common.py", "").doesNotContainKey("shared");
    }

    @Test
    void absoluteLinkIsReplacedEvenIfItStaysInside() throws IOException {
        Files.createSymbolicLink(root.resolve("absolute.py"), root.resolve("src/app.py"));
        assertThat(list()).containsEntry("absolute.py", "");
    }

    @Test
    void linkToSomethingLeftOutIsReplacedByItsContent() throws IOException {
        Files.createSymbolicLink(root.resolve("kept.py"), Path.of("src/lib/tool.py"));
        FileTree.Listing listing = FileTree.list(root, (name, isFolder) -> isFolder && name.equals("src/lib"));
        assertThat(targets(listing)).containsEntry("kept.py", "").doesNotContainKey("src/lib/tool.py");
        assertThat(listing.leftOut()).containsExactly("src/lib/");
    }

    @Test
    void whatABuildMadeHasNoLinksOutOfIt() throws IOException {
        Path built = Files.createDirectory(root.resolve("built"));
        Files.writeString(built.resolve("file"), "");
        Files.createSymbolicLink(built.resolve("inside"), Path.of("file"));
        assertThat(FileTree.listBuilt(built)).hasSize(2);

        for (String target : List.of("/etc/passwd", "../outside", "missing")) {
            Path link = Files.createSymbolicLink(built.resolve("link"), Path.of(target));
            assertThatThrownBy(() -> FileTree.listBuilt(built))
                    .isInstanceOf(BuildException.class)
                    .hasMessageContaining("'link' -> '" + target + "'");
            Files.delete(link);
        }
    }

    @Test
    void nameThatIsNoTextIsRefused() throws Exception {
        // Java itself can make no such file.
        new ProcessBuilder("sh", "-c", "echo >\"$(printf 'src/gr\\374n.py')\"")
                .directory(root.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertThatThrownBy(this::list)
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("the name of 'src/gr\uFFFDn.py'")
                .hasMessageContaining("is not text");
        // A package that has one cannot be helped.
        assertThat(FileTree.listBuilt(root)).hasSize(3).allMatch(entry -> Files.exists(entry.file()));
    }

    @Test
    void filesAreListedInTheOrderOfAZip() throws IOException {
        Path folder = Files.createDirectory(root.resolve("order"));
        for (String name : List.of("b", "a/x", "a/y/z", "a/y-z", "a-b/x", "a.b", "a b/c", "a0", "A", "\u00fc")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }

        assertThat(FileTree.list(folder).stream().map(TreeEntry::name))
                .containsExactly("A", "a b/c", "a-b/x", "a.b", "a/x", "a/y-z", "a/y/z", "a0", "b", "\u00fc");
    }

    @Test
    void folderIsLookedIntoWhenItIsItsTurn() throws IOException {
        Path late = Files.createDirectory(root.resolve("src/lib2"));
        FileTree tree = FileTree.walk(root, (name, isFolder) -> name.equals("src/lib2/b.py"));
        assertThat(tree.next().name()).isEqualTo("src/app.py");
        assertThat(tree.leftOut()).isEmpty();
        Files.writeString(late.resolve("a.py"), "x");
        Files.writeString(late.resolve("b.py"), "x");
        List<String> names = new ArrayList<>();
        tree.forEachRemaining(entry -> names.add(entry.name()));
        assertThat(names).containsExactly("src/lib/tool.py", "src/lib2/a.py");
        assertThat(tree.leftOut()).containsExactly("src/lib2/b.py");
    }

    @Test
    void linkToNothingIsNamed() throws IOException {
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
        assertThatThrownBy(this::list)
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("the link 'dangling'")
                .hasMessageContaining("points to nothing");
    }

    @Test
    void linkToAFolderAroundItselfIsNamed() throws IOException {
        Files.createSymbolicLink(root.resolve("src/loop"), outside);
        assertThatThrownBy(this::list)
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("folder around itself");
    }

    private Map<String, String> list() {
        return targets(FileTree.list(root, (name, isFolder) -> false));
    }

    private static Map<String, String> targets(FileTree.Listing listing) {
        List<TreeEntry> entries = listing.entries();
        return entries.stream()
                .collect(Collectors.toMap(
                        TreeEntry::name, entry -> entry.linkTarget().orElse("")));
    }

    private void write(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }
}

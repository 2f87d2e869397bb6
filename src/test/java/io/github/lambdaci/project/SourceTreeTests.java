package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTests {
    @TempDir
    Path root;

    @Test
    void leavesOutWhatIsNeverCodeAndSaysSo() throws IOException {
        write(".git/config", ".env", ".env.production", "app.py", "lib/__pycache__/x.pyc", "terraform.tfstate");
        write("node_modules/a/index.js", "lib/data.json", ".npmrc");
        FileTree.Listing listing = SourceTree.of(root).listing(Set.of());
        assertThat(listing.entries()).extracting(TreeEntry::name).containsExactlyInAnyOrder("app.py", "lib/data.json");
        assertThat(listing.leftOut())
                .containsExactlyInAnyOrder(
                        ".git/",
                        ".env",
                        ".env.production",
                        "lib/__pycache__/",
                        "terraform.tfstate",
                        "node_modules/",
                        ".npmrc");
    }

    @Test
    void leavesOutTheFilesOfTheLayer() throws IOException {
        write("app.py", "requirements.txt");
        FileTree.Listing listing = SourceTree.of(root).listing(Set.of(root.resolve("requirements.txt")));
        assertThat(listing.entries()).extracting(TreeEntry::name).containsExactly("app.py");
    }

    @Test
    void folderWithoutCodeIsRefused() throws IOException {
        write(".git/config");
        assertThatThrownBy(() -> SourceTree.of(root).listing(Set.of()))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("holds no code")
                .extracting(error -> ((ProjectException) error).hint())
                .isEqualTo("these are never shipped as code: .git/");
    }

    @Test
    void missingFolderIsRefused() {
        assertThatThrownBy(() -> SourceTree.of(root.resolve("nowhere")))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("does not exist");
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }
}

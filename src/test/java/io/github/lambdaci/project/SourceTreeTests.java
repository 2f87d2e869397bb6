package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.LeftOut.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreeTests {
    @TempDir
    Path root;

    @Test
    void leavesOutWhatIsNeverCodeAndSaysSo() throws IOException {
        write(".git/config", ".env", ".env.production", "app.py", "lib/__pycache__/x.pyc", "terraform.tfstate");
        write("node_modules/a/index.js", "lib/data.json", ".npmrc", "certs/client.p12", ".ssh/config");
        SourceTree.Listing listing = SourceTree.of(root).listing(Set.of());
        assertThat(names(listing)).containsExactly("app.py", "lib/data.json");
        assertThat(listing.leftOut()).extracting(LeftOut::reason).containsOnly(Reason.BY_DEFAULT);
        assertThat(listing.leftOut())
                .extracting(LeftOut::name)
                .containsExactly(
                        ".env",
                        ".env.production",
                        ".git/",
                        ".npmrc",
                        ".ssh/",
                        "certs/client.p12",
                        "lib/__pycache__/",
                        "node_modules/",
                        "terraform.tfstate");
    }

    @Test
    void shipsWhatAFunctionMayNeedWhateverItIsCalled() throws IOException {
        String[] everyday = {
            "build/a.py",
            "coverage/a.py",
            "dist/a.js",
            "docs/a.md",
            "env/a.py",
            "lib/a.so",
            "tests/a.py",
            "x.egg-info/PKG",
            ".config/settings",
            ".well-known/a",
            "certs/ca.pem",
            "certs/trust.jks",
            "package.json",
            "environment.py",
            "id.py"
        };
        write(everyday);
        assertThat(names(SourceTree.of(root).listing(Set.of()))).containsExactly(sorted(everyday));
    }

    @Test
    void gitFileOfAWorktreeIsLeftOutLikeTheFolder() throws IOException {
        write("app.py", ".git");
        assertThat(names(SourceTree.of(root).listing(Set.of()))).containsExactly("app.py");
    }

    @Test
    void leavesOutTheFilesOfTheLayer() throws IOException {
        write("app.py", "requirements.txt");
        lines(".lambdaignore", "!requirements.txt");
        SourceTree.Listing listing = SourceTree.of(root).listing(Set.of(root.resolve("requirements.txt")));
        assertThat(names(listing)).containsExactly("app.py");
        assertThat(listing.leftOut()).contains(new LeftOut("requirements.txt", Reason.IN_LAYER));
    }

    @Test
    void leavesOutWhatTheRunItselfWrites() throws IOException {
        write("app.py", "summary.md", "lib/summary.md");
        ShippingRules rules = new ShippingRules(
                IgnorePatterns.NONE,
                IgnorePatterns.NONE,
                List.of(),
                Set.of(root.resolve("summary.md").toAbsolutePath()));
        SourceTree.Listing listing = SourceTree.of(root, rules).listing(Set.of());
        assertThat(names(listing)).containsExactly("app.py", "lib/summary.md");
        assertThat(listing.leftOut()).containsExactly(new LeftOut("summary.md", Reason.WRITTEN));
    }

    @Test
    void lambdaignoreIsReadLikeGitignore() throws IOException {
        write("app.py", "docs/a.md", "lib/notes.md", "lib/kept.md", "lib/deep/tests/test_a.py", "tests/test_b.py");
        lines(".lambdaignore", "# comment", "", "*.md", "/tests/", "!kept.md");
        SourceTree.Listing listing = SourceTree.of(root).listing(Set.of());
        assertThat(names(listing)).containsExactly("app.py", "lib/deep/tests/test_a.py", "lib/kept.md");
        assertThat(listing.leftOut())
                .containsExactly(
                        new LeftOut("docs/a.md", Reason.AS_ASKED),
                        new LeftOut("lib/notes.md", Reason.AS_ASKED),
                        new LeftOut("tests/", Reason.AS_ASKED));
    }

    @Test
    void lambdaignoreInAFolderIsForThatFolderAndWinsOverTheOnesAbove() throws IOException {
        write("a.txt", "lib/a.txt", "lib/b.txt", "lib/c.py", "other/c.py");
        lines(".lambdaignore", "*.txt");
        lines("lib/.lambdaignore", "!a.txt", "/c.py");
        assertThat(names(SourceTree.of(root).listing(Set.of()))).containsExactly("lib/a.txt", "other/c.py");
    }

    @Test
    void negationThatNamesSomethingBringsItBackFromTheDefaults() throws IOException {
        write("app.py", "config/.env", ".env", "certs/client.p12", ".aws/config", "other.p12");
        lines(".lambdaignore", "!config/.env", "!/certs/*.p12", "!.aws/");
        assertThat(names(SourceTree.of(root).listing(Set.of())))
                .containsExactly(".aws/config", "app.py", "certs/client.p12", "config/.env");
    }

    @Test
    void negationOfEverythingDoesNotBringBackTheDefaults() throws IOException {
        write("app.py", "src/lib.py", "src/.env", ".venv/x.py", ".git/config", "README.md", "src/__pycache__/x.py");
        lines(".lambdaignore", "*", "!*/", "!*.py", "!src/**");
        assertThat(names(SourceTree.of(root).listing(Set.of()))).containsExactly("app.py", "src/lib.py");
    }

    @Test
    void excludedOnTheCommandLineWinsOverLambdaignore() throws IOException {
        write("app.py", "a.md", "b.md");
        lines(".lambdaignore", "!*.md");
        SourceTree tree = SourceTree.of(root, rules(IgnorePatterns.of(List.of("a.md"), "--exclude")));
        assertThat(names(tree.listing(Set.of()))).containsExactly("app.py", "b.md");
    }

    @Test
    void shipsWhatGitWouldTakeWithTheSamePatterns() throws Exception {
        String[] names = {
            "a/b/c.txt", "a/b/d.txt", "a/foo", "b/foo/x", "b/foo/y/z", "foo/x", "q/[z]", "t.b.c", "x y", "#h"
        };
        write(names);
        List<String> patterns =
                List.of("/foo", "b/**/z", "a/*/c.txt", "!a/b/c.txt", "*.b.*", "x\\ y", "[[]z]", "\\#h", "d.* ");
        for (String folder : List.of("", "b/")) {
            for (String file : List.of(".gitignore", ".lambdaignore")) {
                lines(folder + file, patterns.toArray(new String[0]));
            }
        }
        git("init", "--quiet");
        List<String> taken = git("-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard")
                .filter(name -> !name.endsWith("ignore"))
                .sorted()
                .toList();
        assertThat(taken).isNotEmpty().hasSizeLessThan(names.length - 3);
        assertThat(names(SourceTree.of(root).listing(Set.of()))).isEqualTo(taken);
    }

    @Test
    void linkToSomethingLeftOutIsReplacedByItsContent() throws IOException {
        write("app.py", "vendor/lib.py");
        lines(".lambdaignore", "vendor/");
        Files.createSymbolicLink(root.resolve("lib.py"), Path.of("vendor/lib.py"));
        Files.createSymbolicLink(root.resolve("kept.py"), Path.of("app.py"));
        assertThat(SourceTree.of(root).listing(Set.of()).entries())
                .extracting(entry -> entry.name() + " " + entry.linkTarget())
                .containsExactlyInAnyOrder(
                        "app.py Optional.empty", "lib.py Optional.empty", "kept.py " + Optional.of("app.py"));
    }

    @Test
    void linkIsLeftOutByItsOwnName() throws IOException {
        write("app.py", "secrets");
        Files.createSymbolicLink(root.resolve(".env"), Path.of("secrets"));
        Files.createSymbolicLink(root.resolve("venv"), Path.of("/"));
        Files.createSymbolicLink(root.resolve("latest.log"), Path.of("nowhere"));
        lines(".lambdaignore", "*.log");
        assertThat(names(SourceTree.of(root).listing(Set.of()))).containsExactly("app.py", "secrets");
    }

    @Test
    void whatIsNoPatternIsNamed() throws IOException {
        write("app.py");
        lines(".lambdaignore", "*.md", "lib[");
        assertThatThrownBy(() -> SourceTree.of(root).listing(Set.of()))
                .isInstanceOf(ProjectException.class)
                .hasMessage("'lib[' in " + root.resolve(".lambdaignore") + " is not a pattern");
    }

    @Test
    void lambdaignoreThatIsNotUtf8IsNamed() throws IOException {
        write("app.py");
        Files.write(root.resolve(".lambdaignore"), "gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SourceTree.of(root).listing(Set.of()))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining(".lambdaignore' is not text in UTF-8");
    }

    @Test
    void filesOfALocalPackageAreAllButTheDefaults() throws IOException {
        write("setup.py", "lib/a.py", ".env", "__pycache__/a.pyc");
        lines(".lambdaignore", "setup.py");
        assertThat(SourceTree.of(root).localPackage())
                .extracting(TreeEntry::name)
                .containsExactlyInAnyOrder("setup.py", "lib/a.py");
    }

    @Test
    void readingItListsTheSame() throws IOException {
        write("app.py", "lib/a.py", "lib/b.md", ".env", "requirements.txt", "deep/er/c.py");
        lines(".lambdaignore", "*.md");
        Files.createSymbolicLink(root.resolve("kept.py"), Path.of("app.py"));
        Set<Path> layer = Set.of(root.resolve("requirements.txt"));
        SourceTree.Listing listing = SourceTree.of(root).listing(layer);
        SourceTree.HashedListing read = SourceTree.of(root).hashedListing(layer);
        assertThat(read.tree().entries()).isEqualTo(listing.entries()).hasSize(4);
        assertThat(read.leftOut()).isEqualTo(listing.leftOut()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void folderWithoutCodeIsRefused(boolean read) throws IOException {
        write(".git/config");
        assertThatThrownBy(() -> {
                    if (read) {
                        SourceTree.of(root).hashedListing(Set.of());
                    } else {
                        SourceTree.of(root).listing(Set.of());
                    }
                })
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("holds no code")
                .extracting(error -> ((ProjectException) error).hint())
                .isEqualTo("these are not shipped as code: .git/");
    }

    @Test
    void missingFolderIsRefused() {
        assertThatThrownBy(() -> SourceTree.of(root.resolve("nowhere")))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("does not exist");
    }

    private static ShippingRules rules(IgnorePatterns excluded) {
        return new ShippingRules(excluded, IgnorePatterns.NONE, List.of());
    }

    private static List<String> names(SourceTree.Listing listing) {
        return listing.entries().stream().map(TreeEntry::name).sorted().toList();
    }

    private static String[] sorted(String... names) {
        return Arrays.stream(names).sorted().toArray(String[]::new);
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            lines(name, name);
        }
    }

    private void lines(String name, String... lines) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }

    private Stream<String> git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).isZero();
        return output.lines();
    }
}

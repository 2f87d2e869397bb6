package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.zip.ZipCache;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.IgnorePatterns;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.ShippingRules;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.project.SourceVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are looked for in what no earlier run has looked at. */
class SourceZipTests {
    /** Put together here, so that no other scan takes this file for one. */
    private static final String SECRET = "-----" + "BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj";

    private static final ShippingRules ALLOWED =
            new ShippingRules(IgnorePatterns.NONE, IgnorePatterns.of(List.of("app.py"), "--allow-secret"), List.of());

    @TempDir
    Path folder;

    private Path root;
    private ZipCache zips;
    private int written;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        zips = ZipCache.in(folder.resolve("caches"));
        app("print(1)");
        byte[] large = new byte[5 << 20];
        new Random(1).nextBytes(large);
        Files.write(root.resolve("data"), large);
    }

    private void app(String content) throws IOException {
        Files.writeString(root.resolve("app.py"), content);
    }

    private HashedTree tree() {
        return HashedTree.of(FileTree.list(root));
    }

    private Archive write(HashedTree tree, ShippingRules rules) {
        written++;
        LambdaProject project = new LambdaProject(
                new LambdaProject.Target("artifacts", "orders", "latest", "orders-deps"),
                SourceTree.of(root, rules),
                Optional.empty(),
                SourceVersion.of("1.0"),
                Optional.empty(),
                Packaging.USUAL);
        return SourceZip.write(project, tree, folder.resolve(written + ".zip"), zips);
    }

    private void assertRefused() {
        assertThatThrownBy(() -> write(tree(), ShippingRules.USUAL))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("app.py, line 1: private key");
    }

    @Test
    void whatWasLookedAtIsNotReadAgain() throws IOException {
        Archive first = write(tree(), ShippingRules.USUAL);
        HashedTree tree = tree();
        app(SECRET);

        assertThat(write(tree, ShippingRules.USUAL).sha256()).isEqualTo(first.sha256());
    }

    @Test
    void whatHasChangedIsLookedAtEachTime() throws IOException {
        write(tree(), ShippingRules.USUAL);
        app(SECRET);

        assertRefused();
        assertRefused();
    }

    @Test
    void whatWasAllowedIsLookedAtWhenItIsNotAnyMore() throws IOException {
        app(SECRET);
        write(tree(), ALLOWED);
        write(tree(), ALLOWED);

        assertRefused();
    }

    @Test
    void whatIsInTheCacheWithoutHavingBeenLookedAtIsLookedAt() throws IOException {
        app(SECRET);
        // Its zip is kept before the secret is found.
        assertRefused();
        assertThat(folder.resolve("caches/zips")).isDirectoryRecursivelyContaining("glob:**.zip");

        assertRefused();
    }
}

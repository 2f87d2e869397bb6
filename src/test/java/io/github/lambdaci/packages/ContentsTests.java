package io.github.lambdaci.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.runtime.Language;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentsTests {
    @TempDir
    Path layer;

    @Test
    void filesCountForTheDistributionThatBroughtThem() {
        Installed installed = new Installed(layer.resolve("python"), Language.PYTHON)
                .file("numpy/core.py", "1".repeat(5000))
                .file("numpy.libs/blas.so", "1".repeat(7000))
                .file("stray/a.py", "12")
                .distribution("numpy", "1", "numpy/core.py", "numpy.libs/blas.so");

        Contents contents = Contents.of(installed.folder(), "python", FileTree.list(layer));

        assertThat(contents.packages()).extracting(Part::name).containsExactly("numpy", "stray");
        assertThat(contents.packages().get(0).bytes()).isBetween(12_000L, 12_400L);
        assertThat(contents.bytes()).isEqualTo(Part.sum(contents.packages()));
        assertThat(contents.files()).startsWith(new Part("python/numpy.libs/blas.so", 7000));
    }

    @Test
    void nodePackagesHaveTheirScopesAndNestedOnesCountForThemselves() {
        Installed installed = new Installed(layer.resolve("nodejs/node_modules"), Language.NODEJS)
                .file("@scope/a/index.js", "12")
                .file("@scope/a/node_modules/b/index.js", "1234")
                .file("b/lib/index.js", "1")
                .file(".package", "");

        assertThat(Contents.of(installed.folder(), "nodejs/node_modules", FileTree.list(layer))
                        .packages())
                .containsExactly(new Part("b", 5), new Part("@scope/a", 2), new Part(".package", 0));
    }
}

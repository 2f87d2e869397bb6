package io.github.lambdaci.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.ZippedFile;
import io.github.lambdaci.artifact.zip.ReproducibleZip;
import io.github.lambdaci.packages.ZippedPackages.Place;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZippedPackagesTests {
    @TempDir
    Path folder;

    private Path layer;
    private Installed python;
    private Installed node;
    private int zips;

    @BeforeEach
    void makeFolders() {
        layer = folder.resolve("layer");
        python = new Installed(layer.resolve("python"), Language.PYTHON);
        node = new Installed(layer.resolve("nodejs/node_modules"), Language.NODEJS);
    }

    private ZippedPackages read(Path root, Language language, Place place) throws IOException {
        zips++;
        Path zip = folder.resolve(zips + ".zip");
        ReproducibleZip.write(zip, FileTree.list(root));
        return ZippedPackages.read(zip, language, place);
    }

    private ZippedPackages pythonLayer() throws IOException {
        return read(layer, Language.PYTHON, Place.LAYER);
    }

    private ZippedPackages nodeLayer() throws IOException {
        return read(layer, Language.NODEJS, Place.LAYER);
    }

    private static InstalledPackage found(ZippedPackages packages, String key) {
        assertThat(packages.packages()).containsKey(key);
        return Objects.requireNonNull(packages.packages().get(key));
    }

    @Test
    void pythonDistributionIsKnownByItsMetadata() throws IOException {
        python.distribution("Charset.Normalizer", "3.4.0", "charset_normalizer/__init__.py", "bin/normalizer");
        python.file("charset_normalizer/__init__.py", "x".repeat(1000));

        ZippedPackages packages = pythonLayer();

        assertThat(packages.packages()).containsOnlyKeys("charset-normalizer");
        assertThat(found(packages, "charset-normalizer").name()).isEqualTo("Charset.Normalizer");
        assertThat(found(packages, "charset-normalizer").versions()).containsExactly("3.4.0");
        assertThat(found(packages, "charset-normalizer").bytes()).isEqualTo(packages.bytes());
        assertThat(packages.files()).isEmpty();
    }

    @Test
    void packagesInSitePackagesAreTheSame() throws IOException {
        python.distribution("requests", "2.32.3", "requests/__init__.py");
        ZippedPackages here = pythonLayer();
        Installed site = new Installed(folder.resolve("site/python/lib/python3.13/site-packages"), Language.PYTHON);
        site.distribution("requests", "2.32.3", "requests/__init__.py");

        ZippedPackages there = read(folder.resolve("site"), Language.PYTHON, Place.LAYER);

        assertThat(there.packages()).isEqualTo(here.packages());
    }

    @Test
    void distributionWithoutMetadataIsKnownByItsFolder() throws IOException {
        python.distribution("requests", "2.32.3", "requests/__init__.py");
        Files.delete(layer.resolve("python/requests-2.32.3.dist-info/METADATA"));

        assertThat(found(pythonLayer(), "requests").versions()).containsExactly("2.32.3");
    }

    @Test
    void bundledDistributionsAreNotPackagesOfTheirOwn() throws IOException {
        python.distribution("setuptools", "75.0", "setuptools/_vendor/wheel-0.43.0.dist-info/METADATA");

        assertThat(pythonLayer().packages()).containsOnlyKeys("setuptools");
    }

    @Test
    void whatNoDistributionClaimsMakesAPackageWithoutAVersion() throws IOException {
        python.file("local_tools/__init__.py", "x").file("single.py", "y").file(".lambda-ci-no-packages", "");

        ZippedPackages packages = pythonLayer();

        assertThat(packages.packages()).containsOnlyKeys("local-tools", "single-py");
        assertThat(found(packages, "local-tools").versions()).isEmpty();
    }

    @Test
    void installersNotesAreNoDifferenceButOtherContentIs() throws IOException {
        python.distribution("requests", "2.32.3", "requests/__init__.py");
        InstalledPackage before = found(pythonLayer(), "requests");
        python.file("requests-2.32.3.dist-info/INSTALLER", "uv")
                .file("requests-2.32.3.dist-info/direct_url.json", "{}");
        assertThat(found(pythonLayer(), "requests").content()).isEqualTo(before.content());

        python.file("requests/__init__.py", "changed");
        assertThat(found(pythonLayer(), "requests").content()).isNotEqualTo(before.content());
    }

    @Test
    void inTheCodeOnlyWhatADistributionClaimsIsAPackage() throws IOException {
        python.distribution("requests", "2.32.3", "requests/__init__.py");
        python.file("app.py", "x").file("orders/__init__.py", "y");

        ZippedPackages packages = read(layer.resolve("python"), Language.PYTHON, Place.CODE);

        assertThat(packages.packages()).containsOnlyKeys("requests");
        assertThat(packages.files())
                .extracting(ZippedFile::name)
                .containsExactlyInAnyOrder("app.py", "orders/__init__.py");
    }

    @Test
    void nodePackagesAreKnownByTheirFolders() throws IOException {
        node.file("chalk/package.json", "{\"version\": \"4.1.2\"}")
                .file("chalk/index.js", "x")
                .file("@scope/tool/package.json", "{\"version\": \"1.0.0\"}")
                .file("@scope/tool/lib/package.json", "{\"version\": \"9\"}")
                .file("local/package.json", "{}")
                .file(".bin/chalk", "x")
                .file(".package-lock.json", "{}");

        ZippedPackages packages = nodeLayer();

        assertThat(packages.packages()).containsOnlyKeys("chalk", "@scope/tool", "local");
        assertThat(found(packages, "chalk").versions()).containsExactly("4.1.2");
        assertThat(found(packages, "@scope/tool").versions()).containsExactly("1.0.0");
        assertThat(found(packages, "local").versions()).isEmpty();
    }

    @Test
    void nodePackageCanHaveSeveralVersions() throws IOException {
        node.file("ms/package.json", "{\"version\": \"2.1.3\"}")
                .file("debug/package.json", "{\"version\": \"2.6.9\"}")
                .file("debug/node_modules/ms/package.json", "{\"version\": \"2.0.0\"}");

        assertThat(found(nodeLayer(), "ms").versions()).isEqualTo(List.of("2.0.0", "2.1.3"));
    }

    @Test
    void nodePackageThatOnlyMovedIsTheSame() throws IOException {
        node.file("debug/node_modules/ms/package.json", "{\"version\": \"2.0.0\"}");
        InstalledPackage nested = found(nodeLayer(), "ms");
        Installed hoisted = new Installed(folder.resolve("hoisted/nodejs/node_modules"), Language.NODEJS);
        hoisted.file("ms/package.json", "{\"version\": \"2.0.0\"}");

        assertThat(found(read(folder.resolve("hoisted"), Language.NODEJS, Place.LAYER), "ms"))
                .isEqualTo(nested);
    }

    @Test
    void damagedPackageJsonHasNoVersion() throws IOException {
        node.file("odd/package.json", "{\"version\": ");

        assertThat(found(nodeLayer(), "odd").versions()).isEmpty();
    }

    @Test
    void otherLanguagesHaveOnlyFiles() throws IOException {
        node.file("ms/package.json", "{}");

        assertThat(read(layer, Language.OTHER, Place.CODE).files()).hasSize(1);
    }

    @Test
    void whatIsNoZipIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "text");

        assertThatThrownBy(() -> ZippedPackages.read(file, Language.PYTHON, Place.CODE))
                .isInstanceOf(IOException.class);
    }
}

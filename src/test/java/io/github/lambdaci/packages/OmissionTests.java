package io.github.lambdaci.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OmissionTests {
    @TempDir
    Path folder;

    private Installed python() {
        return new Installed(folder.resolve("python"), Language.PYTHON);
    }

    private Installed node() {
        return new Installed(folder.resolve("nodejs/node_modules"), Language.NODEJS);
    }

    @Test
    void distributionGoesWithAllThatItsRecordNames() {
        Installed installed = python().file("boto3/__init__.py", "12345")
                .distribution("Boto3", "1.0", "boto3/__init__.py", "boto3.libs/a.so", "bin/boto")
                .distribution("other", "1.0", "other.py", "bin/other");

        Omission omission = Omission.apply(installed.folder(), List.of("boto3"));

        assertThat(omission.unknown()).isEmpty();
        assertThat(omission.packages()).extracting(Part::name).containsExactly("Boto3");
        assertThat(omission.packages().get(0).bytes()).isGreaterThan(5);
        assertThat(installed.names())
                .containsExactly("bin/other", "other-1.0.dist-info/METADATA", "other-1.0.dist-info/RECORD", "other.py");
        assertThat(folder.resolve("python/boto3")).doesNotExist();
    }

    @Test
    void spellingOfADistributionsNameDoesNotMatter() {
        Installed installed = python().distribution("zope.Interface", "1.0", "zope/interface.py");

        assertThat(Omission.apply(installed.folder(), List.of("Zope_interface")).packages())
                .hasSize(1);
    }

    @Test
    void fileThatAnotherDistributionHasTooStays() {
        Installed installed = python().distribution("google-a", "1", "google/__init__.py", "google/a.py")
                .distribution("google-b", "1", "google/__init__.py", "google/b.py");

        Omission.apply(installed.folder(), List.of("google-a"));

        assertThat(installed.names())
                .contains("google/__init__.py", "google/b.py")
                .doesNotContain("google/a.py");
    }

    @Test
    void byteCodeOfWhatIsLeftOutGoesToo() {
        Installed installed = python().file("a/__pycache__/b.cpython-311.pyc", "")
                .file("a/__pycache__/c.cpython-311.pyc", "")
                .distribution("a", "1", "a/b.py");

        Omission.apply(installed.folder(), List.of("a"));

        assertThat(installed.names()).containsExactly("a/__pycache__/c.cpython-311.pyc");
    }

    @Test
    void recordCannotReachOutOfThePackages() throws IOException {
        Path outside = Files.writeString(folder.resolve("precious.txt"), "");
        Installed installed = python().distribution("a", "1", "a.py");
        installed.file("a-1.dist-info/RECORD", "../precious.txt,,\nx/../../precious.txt,,\n/etc/hostname,,\na.py,,\n");

        Omission.apply(installed.folder(), List.of("a"));

        assertThat(outside).exists();
        assertThat(Path.of("/etc/hostname")).exists();
        assertThat(installed.names()).isEmpty();
    }

    @Test
    void namesOfNoPackageAreTold() {
        Installed installed = python().distribution("a", "1", "a.py");

        assertThat(Omission.apply(installed.folder(), List.of("boto3", "a")).unknown())
                .containsExactly("boto3");
        assertThat(Omission.apply(node().folder(), List.of("b")).unknown()).containsExactly("b");
    }

    @Test
    void nodePackageGoesWhereverItIsAndWithWhatOnlyItHas() throws IOException {
        Installed installed = node().file("@aws-sdk/client-s3/index.js", "123")
                .file("@aws-sdk/client-s3/node_modules/own/index.js", "12")
                .file("@aws-sdk/client-s3-control/index.js", "")
                .file("a/node_modules/@aws-sdk/client-s3/index.js", "1")
                .file("a/index.js", "");
        Files.createDirectories(installed.folder().file(".bin"));
        Files.createSymbolicLink(installed.folder().file(".bin/s3"), Path.of("../@aws-sdk/client-s3/index.js"));
        Files.createSymbolicLink(installed.folder().file(".bin/a"), Path.of("../a/index.js"));

        Omission omission = Omission.apply(installed.folder(), List.of("@aws-sdk/client-s3"));

        assertThat(omission.packages()).containsExactly(new Part("@aws-sdk/client-s3", 6));
        assertThat(installed.names()).containsExactly(".bin/a", "@aws-sdk/client-s3-control/index.js", "a/index.js");
    }

    @Test
    void starStandsForAnyCharacters() {
        Installed installed = node().file("@aws-sdk/client-s3/index.js", "")
                .file("@aws-sdk/types/index.js", "")
                .file("@aws/lambda/index.js", "");

        Omission.apply(installed.folder(), List.of("@aws-sdk/*"));

        assertThat(installed.names()).containsExactly("@aws/lambda/index.js");
    }
}

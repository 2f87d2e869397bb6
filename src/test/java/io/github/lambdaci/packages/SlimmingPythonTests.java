package io.github.lambdaci.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlimmingPythonTests {
    @TempDir
    Path folder;

    private Installed installed;

    @BeforeEach
    void install() {
        installed = new Installed(folder.resolve("python"), Language.PYTHON);
    }

    private Set<String> slimmed() {
        Slimming.apply(installed.folder());
        return installed.names();
    }

    @Test
    void savedBytesAreTold() {
        installed.file("a/__init__.py", "1").file("a/py.typed", "1234");

        assertThat(Slimming.apply(installed.folder())).isEqualTo(new Slimming(5, 1));
    }

    @Test
    void byteCodeGoesUnlessItIsTheModule() {
        installed
                .file("a/b.py", "")
                .file("a/b.pyc", "")
                .file("a/__pycache__/b.cpython-311.pyc", "")
                .file("a/sourceless.pyc", "");

        assertThat(slimmed()).containsExactly("a/b.py", "a/sourceless.pyc");
        assertThat(folder.resolve("python/a/__pycache__")).doesNotExist();
    }

    @Test
    void typeStubsGo() {
        installed
                .file("a/__init__.py", "# see b.pyi\n'''and c.pyi'''\n")
                .file("a/__init__.pyi", "")
                .file("a/py.typed", "");

        assertThat(slimmed()).containsExactly("a/__init__.py");
    }

    @Test
    void stubsThatLazyLoaderReadsStay() {
        installed
                .file(
                        "lazy/__init__.py",
                        "import lazy_loader as l\n__getattr__, _, _ = l.attach_stub(__name__, __file__)")
                .file("lazy/__init__.pyi", "")
                .file("lazy/sub/__init__.pyi", "")
                .file("other/__init__.py", "")
                .file("other/__init__.pyi", "")
                .distribution("lazy", "1", "lazy/__init__.py", "lazy/__init__.pyi", "lazy/sub/__init__.pyi");

        assertThat(slimmed())
                .contains("lazy/__init__.pyi", "lazy/sub/__init__.pyi")
                .doesNotContain("other/__init__.pyi");
    }

    @Test
    void testsThatNothingRefersToGo() {
        installed
                .file("a/__init__.py", "x = 'tests' # from a.tests import b\n\"\"\"a.tests\"\"\"\n")
                .file("a/tests/__init__.py", "")
                .file("a/tests/test_b.py", "from a.tests.c import d")
                .file("a/tests/data/big.bin", "")
                .file("a/b/test/conftest.py", "")
                .file("a/conftest.py", "from a.tests.c import d");

        assertThat(slimmed()).containsExactly("a/__init__.py", "a/conftest.py");
    }

    @Test
    void testsThatOtherCodeImportsStayWithWhatTheyImport() {
        installed
                .file("a/testing/utils.py", "from a._core.tests._natype import pd_NA")
                .file("a/_core/tests/_natype.py", "from ..more.tests import helper")
                .file("a/_core/tests/test_x.py", "")
                .file("a/_core/more/tests/test_y.py", "")
                .file("a/other/tests/test_z.py", "");

        assertThat(slimmed())
                .contains("a/_core/tests/test_x.py", "a/_core/more/tests/test_y.py")
                .doesNotContain("a/other/tests/test_z.py");
    }

    @Test
    void everyWayToImportCounts() {
        installed.file("a/one.py", "from . import (\n  x,\n  tests,\n)").file("a/tests/test_1.py", "");
        installed.file("b/sub/one.py", "from .. import tests as t").file("b/tests/test_1.py", "");
        installed
                .file("c/one.py", "import importlib\nimportlib.import_module('.tests.x', __package__)")
                .file("c/tests/test_1.py", "");
        installed.file("d/one.py", "from e \\\n  import tests").file("e/tests/test_1.py", "");
        installed
                .file("f-1.dist-info/entry_points.txt", "[pytest11]\nf = f.tests.plugin")
                .file("f/tests/test_1.py", "");
        installed.file("g/one.py", "s = '#'; from g.tests import x").file("g/tests/test_1.py", "");

        assertThat(slimmed().stream().filter(name -> name.endsWith("test_1.py")))
                .hasSize(6);
    }

    @Test
    void foldersThatAreOnlyCalledLikeTestsStay() {
        installed
                .file("django/test/client.py", "")
                .file("werkzeug/test.py", "")
                .file("pandas/_testing/__init__.py", "")
                .file("networkx/utils/misc/test_it.py", "")
                .file("test/test_top.py", "");

        assertThat(slimmed()).hasSize(5);
    }

    @Test
    void notesOfInstallersGoAndWhatImportlibTellsStays() throws IOException {
        String info = "a-1.dist-info/";
        installed.distribution(
                "a",
                "1",
                "a/__init__.py",
                info + "WHEEL",
                info + "INSTALLER",
                info + "REQUESTED",
                info + "direct_url.json",
                info + "sboms/a.cyclonedx.json",
                info + "entry_points.txt",
                info + "top_level.txt",
                info + "licenses/LICENSE",
                info + "pbr.json");

        assertThat(slimmed())
                .containsExactly(
                        info + "METADATA",
                        info + "RECORD",
                        info + "entry_points.txt",
                        info + "licenses/LICENSE",
                        info + "pbr.json",
                        info + "top_level.txt",
                        "a/__init__.py");
    }

    @Test
    void recordNamesWhatIsLeft() throws IOException {
        installed
                .file("a/b.so", Elf.withSymbols())
                .distribution("a", "1", "a/__init__.py", "a/with,comma.py", "a/__init__.pyi", "a/b.so", "bin/a")
                .file(
                        "a-1.dist-info/RECORD",
                        installed.text("a-1.dist-info/RECORD").replace("a/with,comma.py", "\"a/with,comma.py\""));

        slimmed();

        assertThat(installed.text("a-1.dist-info/RECORD").lines())
                .contains("a/__init__.py,sha256=x,1", "\"a/with,comma.py\",sha256=x,1", "../../bin/a,sha256=x,1")
                .noneMatch(line -> line.startsWith("a/__init__.pyi"))
                .anyMatch(line -> line.matches(
                        "a/b\\.so,sha256=[\\w-]{43}," + size(installed.folder().file("a/b.so"))));
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    @Test
    void filesThatAreLinkedToAnInstallersCacheStayThereAsTheyAre() throws IOException {
        installed.file("a/b.so", Elf.withSymbols()).distribution("a", "1", "a/b.so", "a/py.typed");
        Path cached = folder.resolve("cached.so");
        Path record = folder.resolve("cached-record");
        Files.createLink(cached, installed.folder().file("a/b.so"));
        Files.createLink(record, installed.folder().file("a-1.dist-info/RECORD"));

        slimmed();

        assertThat(cached).hasBinaryContent(Elf.withSymbols());
        assertThat(record).content().contains("py.typed");
        assertThat(size(installed.folder().file("a/b.so"))).isLessThan(Elf.withSymbols().length);
    }

    @Test
    void whatALinkBringsInFromElsewhereIsNotTouched() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("py.typed"), "");
        installed.file("a/__init__.py", "");
        Files.createSymbolicLink(installed.folder().file("b"), elsewhere);

        slimmed();

        assertThat(elsewhere.resolve("py.typed")).exists();
    }
}

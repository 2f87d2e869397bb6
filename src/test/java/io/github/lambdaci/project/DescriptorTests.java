package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a descriptor names, as pip and npm read it. */
final class DescriptorTests {
    @TempDir
    Path folder;

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Descriptor read(String name) {
        String runtime = name.endsWith(".json") ? "nodejs22.x" : "python3.13";
        return Descriptors.find(Optional.of(folder.resolve(name)), folder, Optional.empty(), LambdaRuntime.of(runtime))
                .orElseThrow();
    }

    private static List<String> names(Descriptor descriptor) {
        return descriptor.inputs().stream().map(InputFile::name).toList();
    }

    @Test
    void includedFilesAreFollowedFromFileToFile() throws IOException {
        write("functions/orders/requirements.txt", "-r ../../common/base.txt\n");
        write("common/base.txt", "--constraint=versions/all.txt\n-rextra.txt # why\n");
        write("common/versions/all.txt", "-r ../../functions/orders/requirements.txt");
        write("common/extra.txt", "requests[socks] >= 2 ; python_version < '4' and os_name == 'a/b'\n");

        Descriptor descriptor = read("functions/orders/requirements.txt");

        assertThat(descriptor.root()).isEqualTo(folder);
        assertThat(descriptor.folder()).isEqualTo("functions/orders/");
        assertThat(names(descriptor))
                .containsExactly(
                        "common/base.txt",
                        "common/extra.txt",
                        "common/versions/all.txt",
                        "functions/orders/requirements.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./libs/x",
                "libs/x",
                "libs/x[extra]",
                "./libs/x[a,b] ; python_version > '3'",
                "x @ file:libs/x",
                "x[extra] @ file:./libs/x",
                "file:libs/x#egg=x",
                "./libs/x --config-settings a=b",
                "--find-links libs/x",
                "-f=libs/x",
                "./libs/\\\nx"
            })
    void aLocalPackageIsAnInput(String line) throws IOException {
        write("requirements.txt", line);
        write("libs/x/pyproject.toml", "");
        write("libs/x/src/x.py", "");
        write("libs/x/.git/HEAD", "");

        assertThat(names(read("requirements.txt")))
                .containsExactly("libs/x/pyproject.toml", "libs/x/src/x.py", "requirements.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requests==2.32.0 --hash=sha256:aa/bb",
                "https://host/x.whl",
                "x @ https://host/x.zip",
                "git+https://host/x.git@v1",
                "git+ssh://git@host/a/b.git",
                "-i https://host/simple",
                "--extra-index-url https://host/./simple",
                "--find-links https://host/links/",
                "--find-links /opt/wheels",
                "-r https://host/requirements.txt",
                "x @ https://${TOKEN}@host/x.whl",
                "--only-binary=:all:",
                "# ./libs/missing",
                "x; python_version < '3'"
            })
    void whatIsElsewhereIsNoInput(String line) throws IOException {
        write("requirements.txt", line);

        assertThat(names(read("requirements.txt"))).containsExactly("requirements.txt");
    }

    @Test
    void archivesAreInputsWithOrWithoutAFolder() throws IOException {
        write("requirements.txt", "\uFEFFone-1-py3-none-any.whl\nwheels/two-1.tar.gz ; os_name == 'posix'\r\n");
        write("one-1-py3-none-any.whl", "");
        write("wheels/two-1.tar.gz", "");

        assertThat(names(read("requirements.txt")))
                .containsExactly("one-1-py3-none-any.whl", "requirements.txt", "wheels/two-1.tar.gz");
    }

    @Test
    void aLinkToAFolderInALocalPackageIsFollowed() throws IOException {
        write("requirements.txt", "./x");
        write("x/lib/a.py", "");
        Files.createSymbolicLink(folder.resolve("x/also"), Path.of("lib"));

        assertThat(names(read("requirements.txt"))).containsExactly("requirements.txt", "x/also/a.py", "x/lib/a.py");
    }

    @ParameterizedTest
    @CsvSource({
        "-r missing.txt, 'missing.txt'",
        "./missing, './missing'",
        "missing-1.0-py3-none-any.whl, 'missing-1.0-py3-none-any.whl'",
        "-e ., own code",
        "./, own code",
        "/absolute/x, absolute",
        "file:///absolute/x.whl, absolute",
        "-r /absolute.txt, absolute"
    })
    void whatCannotBeBuiltElsewhereIsRefused(String line, String why) throws IOException {
        write("requirements.txt", line);

        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> read("requirements.txt"))
                .withMessageContaining(why)
                .withMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({
        "-e ./x, ./x",
        "--editable=./x, ./x",
        "--editable ./x[extra], ./x[extra]",
        "-e./x, ./x",
        "-e git+https://host/x#egg=x, git+https://host/x#egg=x",
        "-e=./x, ./x"
    })
    void anEditableInstallBecomesAnOrdinaryOne(String line, String installed) throws IOException {
        write("x/setup.py", "");
        write("requirements.txt", "--extra-index-url https://host/simple\n" + line + "\nsix");

        InputFile input = read("requirements.txt").inputs().get(0);

        assertThat(input.content())
                .hasValueSatisfying(content -> assertThat(new String(content, StandardCharsets.UTF_8))
                        .isEqualTo("--extra-index-url https://host/simple\n" + installed + "\nsix"));
        assertThat(names(read("requirements.txt")).contains("x/setup.py")).isEqualTo(line.contains("./x"));
    }

    @Test
    void lockFilesNameLocalPackages() throws IOException {
        write("a/setup.py", "");
        write("b/pyproject.toml", "");
        write("c/pyproject.toml", "");
        write("d.whl", "");
        write("src/app.py", "");
        write(
                "src/pyproject.toml",
                "[project]\nreadme = { file = 'app.py' }\n[tool.uv.sources]\na = { path = '../a', editable = true }");
        write("src/uv.lock", """
                [[package]]
                name = "src"
                source = { virtual = "." }
                [[package]]
                source = { editable = "../b" }
                [[package]]
                source = { registry = "https://host/simple" }
                wheels = [{ url = "https://host/x.whl" }, { path = "../d.whl" }]
                """);

        assertThat(names(read("src/pyproject.toml")))
                .containsExactly(
                        "a/setup.py", "b/pyproject.toml", "d.whl", "src/app.py", "src/pyproject.toml", "src/uv.lock");
    }

    @Test
    void pipfileLockAndPoetryLockNameLocalPackages() throws IOException {
        write("x/setup.py", "");
        write("y/setup.py", "");
        write("Pipfile", "[packages]\nx = {path = './x', editable = true}");
        write("Pipfile.lock", "{\"default\": {\"y\": {\"path\": \"./y\"}}}");
        assertThat(names(read("Pipfile"))).containsExactly("Pipfile", "Pipfile.lock", "x/setup.py", "y/setup.py");

        write("pyproject.toml", "[tool.poetry]");
        write("poetry.lock", "[[package]]\n[package.source]\ntype = \"directory\"\nurl = \"x\"\n");
        assertThat(names(read("pyproject.toml"))).containsExactly("poetry.lock", "pyproject.toml", "x/setup.py");
    }

    @Test
    void aLockFileThatIsNotTomlIsNamed() throws IOException {
        write("pyproject.toml", "[project]");
        write("uv.lock", "<<<<<<< HEAD");

        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> read("pyproject.toml"))
                .withMessageContaining("uv.lock")
                .withMessageContaining("line 1");
    }

    @Test
    void theWorkspacesPackagesAreInput() throws IOException {
        write("package.json", "{\"workspaces\": [\"packages/*\", \"!packages/not\"], \"dependencies\": {}}");
        write("packages/a/package.json", "{\"dependencies\": {\"c\": \"file:../../c\"}}");
        write("packages/not/package.json", "{}");
        write("packages/no-package/x.txt", "");
        write("packages/a/node_modules/x/package.json", "{}");
        write("c/package.json", "{}");
        write("other/package.json", "{}");

        assertThat(names(read("package.json")))
                .containsExactly("c/package.json", "package.json", "packages/a/package.json");
    }

    @Test
    void pnpmsWorkspaceFileNamesPackages() throws IOException {
        write("package.json", "{}");
        write("pnpm-lock.yaml", "lockfileVersion: '9.0'");
        write("pnpm-workspace.yaml", "packages:\n  - 'libs/**'\n");
        write("libs/deep/a/package.json", "{}");

        assertThat(names(read("package.json")))
                .containsExactly("libs/deep/a/package.json", "package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml");
    }

    @Test
    void foldersOfSettingsAreInput() throws IOException {
        write("package.json", "{}");
        write("yarn.lock", "__metadata:\n  version: 8\n");
        write(".yarn/releases/yarn-4.cjs", "");
        write(".yarn/cache/x.zip", "");

        assertThat(names(read("package.json")))
                .containsExactly(".yarn/releases/yarn-4.cjs", "package.json", "yarn.lock");
    }

    @Test
    void aRequirementsFileOfAnotherEncodingIsNamed() throws IOException {
        Files.write(folder.resolve("requirements.txt"), "requests".getBytes(StandardCharsets.UTF_16));

        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> read("requirements.txt"))
                .withMessageContaining("not text in UTF-8");
    }

    @Test
    void localNodePackagesAreInputsWithThoseThatTheyName() throws IOException {
        write(
                "fn/package.json",
                "{\"dependencies\":{\"a\":\"file:../libs/a\",\"x\":\"^1\",\"t\":\"./t.tgz\",\"g\":\"github:a/b\"},"
                        + "\"devDependencies\":{\"d\":\"file:../libs/d\"}}");
        write("fn/t.tgz", "");
        write("fn/package-lock.json", "{}");
        write("fn/.npmrc", "");
        write("fn/index.js", "");
        write(
                "libs/a/package.json",
                "{\"dependencies\":{\"b\":\"file:../b\"},\"devDependencies\":{\"n\":\"file:../no\"}}");
        write("libs/b/package.json", "{\"dependencies\":{\"a\":\"file:../a\"}}");
        write("libs/d/package.json", "{}");

        Descriptor descriptor = read("fn/package.json");

        assertThat(names(descriptor))
                .containsExactly(
                        "fn/.npmrc",
                        "fn/package-lock.json",
                        "fn/package.json",
                        "fn/t.tgz",
                        "libs/a/package.json",
                        "libs/b/package.json",
                        "libs/d/package.json");
        assertThat(descriptor.siblings())
                .containsExactlyInAnyOrder(".npmrc", "package-lock.json", "package.json", "t.tgz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"dependencies\":{\"a\":\"file:../missing\"}} | does not exist",
                "{\"dependencies\":{\"a\":\"file:/absolute\"}} | other machines do not have",
                "{\"dependencies\":{\"a\":\"~/a\"}} | other machines do not have",
                "{\"dependencies\": | (line 1, column 17)",
                "[] | holds no JSON object"
            })
    void aPackageJsonThatCannotBeBuiltIsRefused(String json, String why) throws IOException {
        write("package.json", json);

        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> read("package.json"))
                .withMessageContaining(why);
    }

    @Test
    void theDescriptorIsLookedForInTheSourcesToo() throws IOException {
        write("src/deps/lambda.txt", "");

        assertThat(Descriptors.find(
                        Optional.of(Path.of("deps/lambda.txt")),
                        folder.resolve("src"),
                        Optional.empty(),
                        LambdaRuntime.of("python3.13")))
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("lambda.txt"));
        assertThat(Descriptors.find(Optional.empty(), folder, Optional.empty(), LambdaRuntime.of("python3.13")))
                .isEmpty();
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> Descriptors.find(
                        Optional.of(Path.of("no.txt")), folder, Optional.empty(), LambdaRuntime.of("python3.13")))
                .withMessageContaining("'no.txt'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"requirements.txt", "deps.whatever", "Requirements"})
    void whatIsStoredHoldsNoCredentialsWhateverItsName(String name) throws IOException {
        write(name, "--index-url https://robot:p@ss@host/simple\nusername==1.0\n");

        assertThat(new String(read(name).shareableContent(), StandardCharsets.UTF_8))
                .isEqualTo("--index-url https://***@host/simple\nusername==1.0\n");
    }
}

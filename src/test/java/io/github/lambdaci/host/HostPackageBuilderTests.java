package io.github.lambdaci.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.PackageManagers;
import io.github.lambdaci.testing.RecordingBuildLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host builder with package managers that are a few lines of shell. */
final class HostPackageBuilderTests {
    private final RecordingBuildLog log = new RecordingBuildLog();

    @TempDir
    Path folder;

    private Path layer = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        layer = Files.createDirectory(folder.resolve("layer"));
        Files.createDirectory(folder.resolve("bin"));
    }

    private void tool(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void build(String runtime, Map<String, String> variables) throws IOException {
        LambdaRuntime lambdaRuntime = LambdaRuntime.of(runtime);
        String name = PackageManagers.usual(lambdaRuntime.language()).descriptor();
        Path file = Files.writeString(folder.resolve(name), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Descriptor descriptor = new Descriptor(
                PackageManagers.usual(lambdaRuntime.language()),
                "requirements.txt",
                folder,
                name,
                List.of(new InputFile(name, file, Optional.empty())));
        new HostPackageBuilder(
                        new BuildEnvironment(variables, Optional.empty(), Optional.empty()),
                        Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin", "INHERITED", "yes"),
                        log)
                .build(new PackageBuild(descriptor, lambdaRuntime, Architecture.ARM64), layer);
    }

    private void assertFails(String runtime, String message, String hint) {
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(runtime, Map.of()))
                .withMessageContaining(message)
                .satisfies(failure -> assertThat(failure.hint()).contains(hint).contains("--builder docker"));
        assertThat(layer).isEmptyDirectory();
    }

    private static String npm(String version, String script) {
        return "if [ \"$1\" = --version ]; then echo " + version + "; exit; fi\n" + script;
    }

    private static String pip(String version, String script) {
        return "if [ \"$3\" = --version ]; then echo 'pip " + version + " from /x (python 3.9)'; exit; fi\n" + script;
    }

    @Test
    void aToolThatIsNotThereIsNamed() {
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> new HostTools(Map.of("PATH", folder.toString()))
                        .located(List.of("npm"), LambdaRuntime.of("nodejs22.x")))
                .withMessage("there is no npm on this machine")
                .satisfies(failure ->
                        assertThat(failure.hint()).contains("Node.js").contains("--builder docker"));
    }

    @Test
    void aPythonWithoutPipIsNamed() throws IOException {
        tool("python3", "echo 'No module named pip' >&2; exit 1");

        assertFails("python3.99", "/python3 cannot run pip", "python3-pip");
    }

    @Test
    void anNpmThatCannotInstallForAnotherMachineIsRefused() throws IOException {
        tool("npm", npm("10.2.4", "exit 0"));

        assertFails("nodejs22.x", "npm 10.2 is too old", "upgrade npm");
    }

    @Test
    void aPipThatTakesOnePlatformOnlyIsRefused() throws IOException {
        tool("python3", pip("20.3.4", "exit 0"));

        assertFails("python3.99", "pip 20.3 is too old", "python3-pip");
    }

    @Test
    void theFunctionsOwnPythonIsPreferred() throws IOException {
        tool("python3", pip("23.1", "echo wrong; exit 1"));
        tool("python3.99", pip("23.1", "echo right; mkdir lambda-ci-packages"));

        build("python3.99", Map.of());

        assertThat(log.output()).containsExactly("right");
    }

    @Test
    void variablesAreInheritedAndAddedAndHidden() throws IOException {
        tool("npm", npm("11.0.0", "echo \"$INHERITED $TOKEN\" >&2; mkdir node_modules"));

        build("nodejs22.x", Map.of("TOKEN", "s3cr3t"));

        assertThat(log.output()).containsExactly("yes ***");
    }

    @Test
    void whatIsReadOnlyIsMovedAndRemovedNevertheless() throws IOException {
        tool("npm", npm("11.0.0", """
                        mkdir -p node_modules/a scratch
                        touch node_modules/a/x scratch/y
                        echo '{}' > node_modules/.package-lock.json
                        chmod 0400 node_modules/a/x package.json
                        chmod 0500 node_modules/a scratch node_modules
                        """));

        build("nodejs22.x", Map.of());

        Path modules = layer.resolve("nodejs/node_modules");
        try (Stream<Path> files = Files.walk(layer)) {
            assertThat(files.map(layer::relativize).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "", "nodejs", "nodejs/node_modules", "nodejs/node_modules/a", "nodejs/node_modules/a/x");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(modules.resolve("a"))))
                .startsWith("rwx");
    }

    @Test
    void anInterruptEndsWhatTheToolStartedToo() throws Exception {
        Path started = folder.resolve("started");
        tool("npm", npm("11.0.0", "sleep 600 & echo $! > " + started + "; echo started; wait"));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                build("nodejs22.x", Map.of());
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        thread.start();
        log.awaitOutput();

        thread.interrupt();
        thread.join();

        assertThat(failure.get()).isInstanceOf(InterruptedRunException.class);
        long child = Long.parseLong(Files.readString(started).strip());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(layer).isEmptyDirectory();
    }

    @Test
    void aFailureLeavesNothing() throws IOException {
        tool("npm", npm("11.0.0", "mkdir node_modules; echo 'npm error code E404'; exit 9"));

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build("nodejs22.x", Map.of()))
                .withMessageContaining("npm ended with status 9")
                .withMessageContaining("| npm error code E404");
        assertThat(layer).isEmptyDirectory();
    }

    @Test
    void nothingOfThisMachineStaysInPythonPackages() throws IOException {
        Path packages = folder.resolve("p");
        Files.createDirectories(packages.resolve("bin"));
        Path info = Files.createDirectory(packages.resolve("x-1.dist-info"));
        Files.writeString(packages.resolve("bin/one"), "#!/home/me/python3.11\nimport x\n");
        Files.writeString(
                packages.resolve("bin/two"),
                "#!/bin/sh\n'''exec' \"/a long/python3\" \"$0\" \"$@\"\n' '''\nimport x\n");
        Files.writeString(packages.resolve("bin/three"), "#!/bin/bash\necho python\n");
        Files.writeString(info.resolve("direct_url.json"), "{\"url\": \"file:///home/me/x\"}");
        Files.writeString(
                info.resolve("RECORD"),
                "../../bin/one,sha256=old,1\n../../bin/three,sha256=kept,2\nx-1.dist-info/direct_url.json,sha256=a,3\n");

        PythonTraces.remove(packages);

        assertThat(packages.resolve("bin/one")).hasContent("#!/usr/bin/env python3\nimport x\n");
        assertThat(packages.resolve("bin/two")).hasContent("#!/usr/bin/env python3\nimport x\n");
        assertThat(packages.resolve("bin/three")).hasContent("#!/bin/bash\necho python\n");
        assertThat(info.resolve("direct_url.json")).doesNotExist();
        assertThat(Files.readAllLines(info.resolve("RECORD")))
                .containsExactly(
                        "../../bin/one,sha256=GqqEujCNsJ6Efr4dYDNYQfAQgTkeNX1mobswjNWz09s,32",
                        "../../bin/three,sha256=kept,2");
    }
}

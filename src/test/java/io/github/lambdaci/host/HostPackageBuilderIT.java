package io.github.lambdaci.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.build.PrivateSourcesContract;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.testing.SourcePackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The machine's own pip and npm. */
final class HostPackageBuilderIT extends PrivateSourcesContract {
    /** The beginning of an ELF file for x86_64. */
    private static final String ELF_X86_64 = "\u007fELF\2\1\1" + "\0".repeat(9) + "\3\0" + "\76\0";

    /** Emulators that other tests of this JVM have started. */
    private final Set<Long> processesOfOthers =
            ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());

    @Override
    protected PackageBuilder builder(Language language, BuildEnvironment environment, BuildLog pipelineLog) {
        return new HostPackageBuilder(environment, System.getenv(), pipelineLog);
    }

    @Override
    protected void assertNothingIsLeft() throws IOException {
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(process -> !processesOfOthers.contains(process.pid()))
                        .filter(ProcessHandle::isAlive))
                .isEmpty();
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith(".build-"));
        }
    }

    private Path buildPython(String requirement, String runtime, Architecture architecture) throws IOException {
        PackageBuild build = packageBuild(project(Language.PYTHON, requirement), runtime);
        return build(
                        new PackageBuild(build.descriptor(), build.runtime(), architecture),
                        environment(Map.of(), Optional.empty()))
                .resolve("python");
    }

    @Test
    void takesTheWheelOfTheFunctionsPythonAndArchitecture() throws IOException {
        for (String tag : new String[] {
            "cp313-cp313-manylinux_2_28_aarch64",
            "cp313-cp313-manylinux_2_39_aarch64",
            "cp313-cp313-manylinux2014_x86_64",
            "cp311-cp311-manylinux2014_aarch64",
            "cp313-cp313-musllinux_1_2_aarch64"
        }) {
            index.addWheel("native", "1.0", tag, Map.of("native.so", tag));
        }

        assertThat(buildPython("native", "python3.13", Architecture.ARM64).resolve("native.so"))
                .hasContent("cp313-cp313-manylinux_2_28_aarch64");
    }

    @Test
    void judgesMarkersByTheFunctionsPlatform() throws IOException {
        index.addWheel("old-python", "1.0", "");
        index.addWheel("on-arm", "1.0", "");
        index.addWheel("on-intel", "1.0", "");
        index.addWheel(
                "app",
                "1.0",
                "py3-none-any",
                Map.of("app.py", ""),
                "Requires-Dist: old-python ; python_version < '3.10'",
                "Requires-Dist: on-arm ; platform_machine == 'aarch64' and sys_platform == 'linux'",
                "Requires-Dist: on-intel ; platform_machine == 'x86_64' or sys_platform == 'darwin'");

        Path packages = buildPython("app", "python3.9", Architecture.ARM64);

        assertThat(packages.resolve("old_python.py")).exists();
        assertThat(packages.resolve("on_arm.py")).exists();
        assertThat(packages.resolve("on_intel.py")).doesNotExist();
    }

    @Test
    void aPackageThatIsOnlyThereAsSourceNeedsDocker() throws IOException {
        index.addDistribution("source-only", "source-only-1.0.tar.gz", new byte[] {1});

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> buildPython("source-only", "python3.13", Architecture.ARM64))
                .satisfies(failure -> assertThat(failure.hint())
                        .contains("'source-only' for python3.13 on linux/arm64")
                        .contains("--builder docker"));
    }

    @Test
    void aPackageThatPipCompilesForThisMachineIsRefused() throws IOException {
        Path project = project(Language.PYTHON, "./native");
        for (Map.Entry<String, String> file : SourcePackages.python().entrySet()) {
            Path target = project.resolve("native").resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(project, "python3.11"))
                .withMessage("lambda-ci-compiled was compiled for this machine, not for python3.11 on linux/amd64")
                .satisfies(failure -> assertThat(failure.hint()).contains("--builder docker"));
    }

    @Test
    void aPackageThatTheDescriptorWantsCompiledIsRefused() throws IOException {
        SourcePackages.addTo(index);

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> buildPython(
                        "--no-binary " + SourcePackages.PYTHON + "\n" + SourcePackages.PYTHON,
                        "python3.13",
                        Architecture.ARM64))
                .withMessage("lambda-ci-compiled was compiled for this machine, not for python3.13 on linux/arm64");
    }

    @Test
    void scriptsCarryNoPathOfThisMachine() throws IOException {
        index.addWheel(
                "tool",
                "1.0",
                "py3-none-any",
                Map.of(
                        "tool.py",
                        "def main(): pass",
                        "tool-1.0.dist-info/entry_points.txt",
                        "[console_scripts]\ntool = tool:main\n"));

        Path packages = buildPython("tool", "python3.13", Architecture.X86_64);

        assertThat(packages.resolve("bin/tool")).content().startsWith("#!/usr/bin/env python3\n");
        assertThat(names(packages)).contains("tool-1.0.dist-info/RECORD");
    }

    @Test
    void takesTheNodePackagesOfTheFunctionsArchitecture() throws IOException {
        for (String cpu : new String[] {"x64", "arm64"}) {
            index.addNpmPackage(
                    "native-" + cpu,
                    "1.0.0",
                    Map.of("native.node", cpu),
                    Map.of("os", new String[] {"linux"}, "cpu", new String[] {cpu}));
        }
        index.addNpmPackage(
                "native",
                "1.0.0",
                Map.of("index.js", ""),
                Map.of("optionalDependencies", Map.of("native-x64", "1.0.0", "native-arm64", "1.0.0")));
        PackageBuild build = packageBuild(project(Language.NODEJS, "native"), "nodejs22.x");

        Path layer = build(
                new PackageBuild(build.descriptor(), build.runtime(), Architecture.ARM64),
                environment(Map.of(), Optional.empty()));

        assertThat(layer.resolve("nodejs/node_modules/native-arm64/native.node"))
                .hasContent("arm64");
        assertThat(layer.resolve("nodejs/node_modules/native-x64")).doesNotExist();
    }

    private Path buildAddOn(String name, Architecture architecture) throws IOException {
        PackageBuild build = packageBuild(project(Language.NODEJS, name), "nodejs22.x");
        return build(
                new PackageBuild(build.descriptor(), build.runtime(), architecture),
                environment(Map.of(), Optional.empty()));
    }

    private void assertMustBeCompiled(String message, String name, Architecture architecture) {
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> buildAddOn(name, architecture))
                .withMessage(message)
                .satisfies(failure -> assertThat(failure.hint()).contains("--builder docker"));
    }

    @Test
    void anAddOnThatMustBeCompiledNeedsDocker() {
        SourcePackages.addTo(index);
        index.addNpmPackage(
                "user-of-it",
                "1.0.0",
                Map.of("index.js", ""),
                Map.of("dependencies", Map.of(SourcePackages.NODEJS, "1.0.0")));

        assertMustBeCompiled(
                "lambda-ci-addon 1.0.0 must be compiled: there is no ready-made binary for linux/arm64 in what was"
                        + " installed",
                "user-of-it",
                Architecture.ARM64);
    }

    @Test
    void anAddOnWithABinaryForTheFunctionsMachineIsTaken() throws IOException {
        index.addNpmPackage(
                "prebuilt",
                "1.0.0",
                Map.of("binding.gyp", "{}", "prebuilds/linux-x64/node.napi.node", ELF_X86_64),
                Map.of("scripts", Map.of("install", "node-gyp-build")));

        assertThat(names(buildAddOn("prebuilt", Architecture.X86_64)))
                .contains("nodejs/node_modules/prebuilt/prebuilds/linux-x64/node.napi.node");
        assertMustBeCompiled(
                "prebuilt 1.0.0 must be compiled: there is no ready-made binary for linux/arm64 in what was installed",
                "prebuilt",
                Architecture.ARM64);
    }

    @Test
    void anAddOnWithABinaryForAnotherCLibraryOnlyNeedsDocker() {
        index.addNpmPackage(
                "for-alpine",
                "1.0.0",
                Map.of("binding.gyp", "{}", "prebuilds/linux-x64/node.napi.musl.node", ELF_X86_64),
                Map.of("scripts", Map.of("install", "node-gyp-build")));

        assertMustBeCompiled(
                "for-alpine 1.0.0 must be compiled: there is no ready-made binary for linux/amd64 in what was installed",
                "for-alpine",
                Architecture.X86_64);
    }

    @Test
    void anAddOnWhosePlatformPackageHasTheBinaryIsTaken() throws IOException {
        index.addNpmPackage(
                "@addon/linux-x64",
                "1.0.0",
                Map.of("addon.node", ELF_X86_64),
                Map.of("os", new String[] {"linux"}, "cpu", new String[] {"x64"}));
        index.addNpmPackage(
                "addon",
                "1.0.0",
                Map.of("binding.gyp", "{}", "index.js", ""),
                Map.of(
                        "optionalDependencies",
                        Map.of("@addon/linux-x64", "1.0.0"),
                        "scripts",
                        Map.of("install", "node check.js || node-gyp rebuild")));

        assertThat(names(buildAddOn("addon", Architecture.X86_64)))
                .contains("nodejs/node_modules/@addon/linux-x64/addon.node");
        assertMustBeCompiled(
                "addon 1.0.0 must be compiled: there is no ready-made binary for linux/arm64 in what was installed",
                "addon",
                Architecture.ARM64);
    }

    @Test
    void anOptionalAddOnIsOnlyWarnedOf() throws IOException {
        SourcePackages.addTo(index);
        index.addNpmPackage(
                "faster-with-it",
                "1.0.0",
                Map.of("index.js", ""),
                Map.of("optionalDependencies", Map.of(SourcePackages.NODEJS, "1.0.0")));

        buildAddOn("faster-with-it", Architecture.X86_64);

        assertThat(log.warnings()).singleElement().asString().contains("lambda-ci-addon");
    }

    @Test
    void warnsOfInstallScriptsThatWereNotRun() throws IOException {
        index.addNpmPackage(
                "scripted", "1.0.0", Map.of("index.js", ""), Map.of("scripts", Map.of("install", "exit 1")));

        build(project(Language.NODEJS, "scripted"), "nodejs22.x");

        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("scripted")
                .contains("--builder docker");
    }
}

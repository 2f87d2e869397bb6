package io.github.lambdaci.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PackageManagersTests {
    private static String command(Place place, String runtime, Architecture architecture, String... siblings) {
        LambdaRuntime lambdaRuntime = LambdaRuntime.of(runtime);
        PackageManager manager = PackageManagers.usual(lambdaRuntime.language());
        return String.join(
                " ", manager.command(place, lambdaRuntime, architecture, manager.descriptor(), Set.of(siblings)));
    }

    @Test
    void pipOnTheHostTakesTheWheelsThatTheRuntimesGlibcLoads() {
        String on2023 = command(Place.HOST, "python3.12", Architecture.ARM64);
        String on2 = command(Place.HOST, "python3.11", Architecture.X86_64);

        assertThat(on2023)
                .startsWith("python3 lambda-ci:cross_pip.py install ")
                .contains(
                        "--implementation cp --python-version 3.12 --platform manylinux_2_34_aarch64 --platform manylinux_2_33_aarch64 ",
                        " --platform manylinux_2_17_aarch64 --platform manylinux2014_aarch64 --only-binary=:all: ")
                .doesNotContain("manylinux_2_35")
                .endsWith(" --requirement requirements.txt --target lambda-ci-packages");
        assertThat(on2).contains("--platform manylinux_2_26_x86_64 ").doesNotContain("manylinux_2_27");
    }

    @ParameterizedTest
    @CsvSource({"package-lock.json, npm ci", "npm-shrinkwrap.json, npm ci", ".npmrc, npm install --no-package-lock"})
    void aLockFileIsKept(String sibling, String command) {
        for (Place place : Place.values()) {
            assertThat(command(place, "nodejs22.x", Architecture.ARM64, sibling))
                    .contains(command + " --omit=dev ");
        }
    }

    @Test
    void scriptsAreRunOnlyInTheContainerAndOnlyThoseOfPackages() {
        assertThat(command(Place.CONTAINER, "nodejs22.x", Architecture.ARM64))
                .startsWith("npm install ")
                .contains(" --ignore-scripts && node lambda-ci:unlink.mjs && npm rebuild --workspaces=false");
        assertThat(command(Place.HOST, "nodejs22.x", Architecture.ARM64))
                .contains(" --ignore-scripts --os=linux --cpu=arm64 --libc=glibc &&")
                .doesNotContain("rebuild");
    }

    @Test
    void aDescriptorsNameIsOneWordWhateverItHolds() {
        assertThat(PackageManagers.usual(Language.PYTHON)
                        .command(
                                Place.CONTAINER,
                                LambdaRuntime.of("python3.13"),
                                Architecture.ARM64,
                                "my file; rm.txt",
                                Set.of()))
                .startsWith("pip")
                .contains("my file; rm.txt");
    }

    @Test
    void uvIsToldThePlatformsGlibc() {
        PackageManager uv = PackageManagers.named("uv").orElseThrow();

        assertThat(uv.command(
                        Place.HOST, LambdaRuntime.of("python3.13"), Architecture.ARM64, "pyproject.toml", Set.of()))
                .contains("--python-version=3.13", "--python-platform=aarch64-manylinux_2_34", "--no-build");
        assertThat(uv.command(
                        Place.HOST, LambdaRuntime.of("python3.11"), Architecture.X86_64, "pyproject.toml", Set.of()))
                .contains("--python-platform=x86_64-manylinux_2_17");
    }

    @ParameterizedTest
    @FieldSource("io.github.lambdaci.runtime.PackageManagers#ALL")
    void everyManagerHasAFixtureProject(PackageManager manager) {
        String name = manager.language().layerFolder() + "-" + manager.name();
        assertThat(Path.of("src/it/projects", name, manager.descriptor())).exists();
    }

    @Test
    void commandsThatAreJoinedAreRunByAShell() {
        assertThat(Scripts.runnable(List.of("a", "lambda-ci:b.py", "it's"), name -> "/my scripts/" + name))
                .containsExactly("a", "/my scripts/b.py", "it's");
        assertThat(Scripts.runnable(List.of("a", "it's", "&&", "lambda-ci:b.py"), name -> "/my scripts/" + name))
                .containsExactly("sh", "-c", "a 'it'\\''s' && '/my scripts/b.py'");
    }

    @Test
    void everyScriptIsThere() {
        assertThat(Scripts.NAMES)
                .allSatisfy(name -> assertThat(Scripts.content(name)).isNotEmpty());
    }

    @Test
    void runtimesThatAreNotKnownYetAreTakenWithAWarning() {
        LambdaRuntime runtime = LambdaRuntime.of("python3.99");

        assertThat(runtime.version()).isEqualTo("3.99");
        assertThat(runtime.glibcMinor()).isEqualTo(34);
        assertThat(runtime.warning(LocalDate.EPOCH))
                .hasValueSatisfying(text -> assertThat(text).contains("python3.99"));
    }

    @ParameterizedTest
    @CsvSource({
        "java21, 21",
        "java8.al2, 8.al2",
        "ruby3.4, 3.4",
        "dotnet10, 10",
        "provided.al2023, al2023",
        "go1.x, 1.x",
        "swift6, 6"
    })
    void everyLanguageHasRuntimes(String name, String version) {
        LambdaRuntime runtime = LambdaRuntime.of(name);

        assertThat(runtime.language()).isEqualTo(Language.OTHER);
        assertThat(runtime.version()).isEqualTo(version);
        assertThat(runtime.isCustom()).isEqualTo(name.startsWith("provided"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java17", "java25", "java11.al2023", "ruby4.0", "dotnet10", "provided.al2023"})
    void theirAgeIsKnown(String name) {
        assertThat(LambdaRuntime.of(name).warning(LocalDate.parse("2026-11-01")))
                .isEmpty();
        assertThat(LambdaRuntime.of(name).warning(LocalDate.parse("2030-01-01")))
                .hasValueSatisfying(text -> assertThat(text).contains(name + " is deprecated since 20"));
    }

    @Test
    void aRuntimesAgeIsWarnedOf() {
        LambdaRuntime runtime = LambdaRuntime.of("nodejs20.x");

        assertThat(runtime.warning(LocalDate.parse("2026-04-29"))).isEmpty();
        assertThat(runtime.warning(LocalDate.parse("2026-04-30")))
                .hasValueSatisfying(text -> assertThat(text).contains("deprecated since 2026-04-30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"python3", "python3.12.1", "nodejs22", "Python3.12", "java 21", "3.12", ""})
    void whatIsNoRuntimeIsRefused(String name) {
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> LambdaRuntime.of(name))
                .withMessageContaining("'" + name + "'");
    }
}

package io.github.lambdaci.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.zip.ReproducibleZip;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.runtime.PackageManagers;
import io.github.lambdaci.testing.FixtureProjects;
import io.github.lambdaci.testing.PackageIndex;
import io.github.lambdaci.testing.PackageManagerFiles;
import io.github.lambdaci.testing.RecordingBuildLog;
import io.github.lambdaci.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link PackageBuilder} does, with the real package managers. */
public abstract class PackageBuilderContract {
    protected final RecordingBuildLog log = new RecordingBuildLog();
    protected PackageIndex index = PackageIndex.start();

    @TempDir
    protected Path folder;

    /** The builder for a language. */
    protected abstract PackageBuilder builder(Language language, BuildEnvironment environment, BuildLog pipelineLog);

    /** What an interrupted build must not have left. */
    protected abstract void assertNothingIsLeft() throws Exception;

    @BeforeEach
    void addPackages() {
        FixtureProjects.addPackages(index);
    }

    @AfterEach
    void closeIndex() {
        index.close();
    }

    /** An environment in which the package managers use the test's own index. */
    protected BuildEnvironment environment(Map<String, String> more, Optional<CaBundle> caBundle) {
        Map<String, String> variables = new HashMap<>(FixtureProjects.variables(index));
        variables.putAll(more);
        return new BuildEnvironment(variables, caBundle, Optional.of("host"));
    }

    /** Builds a project for x86_64. */
    protected Path build(Path project, String runtime) throws IOException {
        return build(packageBuild(project, runtime), environment(Map.of(), Optional.empty()));
    }

    /** Builds packages, and tells where they are. */
    protected Path build(PackageBuild build, BuildEnvironment environment) throws IOException {
        Path layer = Files.createTempDirectory(folder, "layer");
        builder(build.runtime().language(), environment, log).build(build, layer);
        return layer;
    }

    /** What a project's descriptor asks for. */
    protected static PackageBuild packageBuild(Path project, String runtime) {
        LambdaRuntime lambdaRuntime = LambdaRuntime.of(runtime);
        Descriptor descriptor = new LambdaProject(
                        new LambdaProject.Target("bucket", "function", "latest", "layer"),
                        SourceTree.of(project),
                        Optional.empty(),
                        SourceVersion.of("1"),
                        Optional.empty(),
                        Packaging.USUAL)
                .descriptor(lambdaRuntime)
                .orElseThrow();
        return new PackageBuild(descriptor, lambdaRuntime, Architecture.X86_64);
    }

    /** Writes a project of one descriptor. */
    protected Path project(Language language, String dependency) throws IOException {
        Path project = Files.createTempDirectory(folder, "project");
        Path descriptor = project.resolve(PackageManagers.usual(language).descriptor());
        String json = dependency.isEmpty() ? "" : "\"" + dependency + "\":\"1.0.0\"";
        Files.writeString(descriptor, language == Language.PYTHON ? dependency : "{\"dependencies\":{" + json + "}}");
        return project;
    }

    @Test
    void installsPythonPackagesThatIncludedFilesConstraintsAndPathsName() throws IOException {
        Path layer = build(FixtureProjects.PYTHON_PIP, "python3.11");

        assertThat(layer.resolve("python/lambda_ci_greeting.py")).content().contains("hello");
        assertThat(layer.resolve("python/lambda_ci_greeting-1.0.0.dist-info")).isDirectory();
        assertThat(layer.resolve("python/shout.py")).exists();
        assertThat(log.output()).anyMatch(line -> line.contains("Successfully installed"));
    }

    @Test
    void installsLockedNodePackagesWithoutThoseForDevelopment() throws IOException {
        Path modules = build(FixtureProjects.NODEJS_NPM, "nodejs20.x").resolve("nodejs/node_modules");

        assertThat(modules.resolve("lambda-ci-greeting/package.json")).content().contains("1.0.0");
        assertThat(modules.resolve("lambda-ci-linter")).doesNotExist();
        assertThat(modules.resolve(".package-lock.json")).doesNotExist();
        assertThat(modules.resolve(".bin/lambda-ci-greeting")).isSymbolicLink().isExecutable();
        assertThat(Files.isDirectory(modules.resolve("shout"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(modules.resolve("shout/index.js")).exists();
    }

    @Test
    void installsUnlockedNodePackages() throws IOException {
        Path modules = build(FixtureProjects.NODEJS_NPM_UNLOCKED, "nodejs20.x").resolve("nodejs/node_modules");

        assertThat(modules.resolve("lambda-ci-greeting/index.js")).exists();
        assertThat(modules.resolve("lambda-ci-linter")).doesNotExist();
    }

    /** Built twice: a build in another folder makes the same bytes. */
    @ParameterizedTest
    @FieldSource("io.github.lambdaci.runtime.PackageManagers#ALL")
    void everyManagerInstallsTheSameEverywhereAndNothingForDevelopment(PackageManager manager) throws IOException {
        PackageManagerFiles.addTo(index, manager);
        if (isLocked(manager)) {
            addVersionThatIsNotLocked();
        }

        Path layer = build(copy(manager, "first"), FixtureProjects.runtime(manager.language()));
        Path again = build(copy(manager, "second/deeper"), FixtureProjects.runtime(manager.language()));

        assertThat(names(layer))
                .anyMatch(name -> name.matches("python/lambda_ci_greeting.py|.*/lambda-ci-greeting/index.js"))
                .anyMatch(name -> name.matches("python/shout.py|nodejs/node_modules/shout/index.js"))
                .noneMatch(name -> name.contains("linter"))
                .noneMatch(name -> name.matches("[^/]+/(node_modules/)?\\.(?!bin/).*"));
        assertThat(log.output()).noneMatch(line -> line.contains("1.9.0"));
        assertThat(names(again)).isEqualTo(names(layer));
        assertThat(zip(again)).isEqualTo(zip(layer));
    }

    @ParameterizedTest
    @MethodSource("managersWithLockFiles")
    void aLockFileThatDoesNotFitTheDescriptorIsRefused(PackageManager manager) throws IOException {
        PackageManagerFiles.addTo(index, manager);
        addVersionThatIsNotLocked();
        Path project = copy(manager, "stale");
        Path descriptor = project.resolve(manager.descriptor());
        Files.writeString(descriptor, withAnotherVersion(Files.readString(descriptor)));

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(project, FixtureProjects.runtime(manager.language())))
                .satisfies(failure -> assertThat(failure.hint()).contains("lock file does not fit"));
    }

    @Test
    void aWorkspacesPackagesAreCopiesAndTheirScriptsAreNotRun() throws IOException {
        Path modules = build(FixtureProjects.NODEJS_WORKSPACES, "nodejs20.x").resolve("nodejs/node_modules");

        assertThat(Files.isDirectory(modules.resolve("shout"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(modules.resolve("shout/index.js")).exists();
        assertThat(modules.resolve("lambda-ci-greeting/index.js")).exists();
        assertThat(modules.resolve("lambda-ci-linter")).doesNotExist();
    }

    static Stream<PackageManager> managersWithLockFiles() {
        return PackageManagers.ALL.stream().filter(PackageBuilderContract::isLocked);
    }

    private static boolean isLocked(PackageManager manager) {
        return !manager.name().equals("pip") && !manager.name().equals("pyproject");
    }

    /** The lock files have 1.0.0 or 1.1.0. */
    private void addVersionThatIsNotLocked() {
        index.addWheel("lambda-ci-greeting", "1.9.0", "raise ImportError('the lock file was not honoured')\n");
        index.addNpmPackage("lambda-ci-greeting", "1.9.0", "throw new Error('the lock file was not honoured');\n");
    }

    private static String withAnotherVersion(String descriptor) {
        String changed = descriptor
                .replace("lambda-ci-greeting<2", "lambda-ci-greeting>=1.5")
                .replace("lambda-ci-greeting = \"<2\"", "lambda-ci-greeting = \">=1.5\"")
                .replace("\"lambda-ci-greeting\": \"^1.0.0\"", "\"lambda-ci-greeting\": \">=1.5.0\"");
        assertThat(changed).isNotEqualTo(descriptor);
        return changed;
    }

    private Path copy(PackageManager manager, String name) throws IOException {
        return FixtureProjects.copy(FixtureProjects.of(manager), folder.resolve(manager.name() + "/" + name), index);
    }

    /** What a layer would be uploaded as. */
    protected Sha256 zip(Path layer) throws IOException {
        Path zip = Files.createTempFile(folder, "layer", ".zip");
        return ReproducibleZip.write(zip, FileTree.list(layer)).sha256();
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void writesNothingIntoTheProject(Language language) throws IOException {
        Path project = project(language, "lambda-ci-greeting");

        build(project, FixtureProjects.runtime(language));

        try (Stream<Path> files = Files.list(project)) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void noPackagesLeaveTheLayerEmpty(Language language) throws IOException {
        Path layer = build(project(language, ""), FixtureProjects.runtime(language));

        assertThat(FileTree.list(layer)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void aPackageThatDoesNotExistIsNamed(Language language) throws IOException {
        Path project = project(language, "lambda-ci-no-such");

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(project, FixtureProjects.runtime(language)))
                .withMessageContaining("ended with status 1 while installing")
                .withMessageContaining("lambda-ci-no-such")
                .satisfies(failure -> assertThat(failure.hint()).contains("'lambda-ci-no-such"));
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void valuesOfBuildVariablesAreNeverShown(Language language) throws IOException {
        Path project = project(language, "lambda-ci-no-such");
        BuildEnvironment environment = environment(
                Map.of(
                        "PIP_INDEX_URL",
                        index.pipIndexUrl().replace("//", "//robot:s3cr3t@"),
                        "npm_config_registry",
                        index.npmRegistryUrl() + "s3cr3t/"),
                Optional.empty());

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(packageBuild(project, FixtureProjects.runtime(language)), environment))
                .satisfies(failure -> assertThat(failure.getMessage() + failure.hint() + log.output())
                        .contains("***")
                        .doesNotContain("s3cr3t"));
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void anInterruptEndsTheInstallAndLeavesNothing(Language language) throws Exception {
        CountDownLatch asked = index.addStalled("lambda-ci-stalled");
        PackageBuild build = packageBuild(project(language, "lambda-ci-stalled"), FixtureProjects.runtime(language));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                build(build, environment(Map.of(), Optional.empty()));
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        thread.start();
        assertThat(asked.await(2, TimeUnit.MINUTES)).isTrue();

        thread.interrupt();
        thread.join(TimeUnit.MINUTES.toMillis(1));

        assertThat(failure.get()).isInstanceOf(InterruptedRunException.class);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void aCaBundleMakesAPrivateIndexTrusted(Language language) throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        index.close();
        index = PackageIndex.start(authority.serverContext());
        FixtureProjects.addPackages(index);
        PackageBuild build = packageBuild(project(language, "lambda-ci-greeting"), FixtureProjects.runtime(language));
        CaBundle bundle = CaBundle.read(authority.certificate());

        // Untrusted first: afterwards, npm would find the package in its cache.
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(
                        build,
                        environment(Map.of("PIP_RETRIES", "0", "npm_config_fetch_retries", "0"), Optional.empty())))
                .satisfies(failure -> assertThat(failure.hint()).contains("--build-ca-bundle"));

        Path layer = build(build, environment(Map.of(), Optional.of(bundle)));

        assertThat(FileTree.list(layer)).isNotEmpty();
    }

    /** Names of the files below a folder, sorted. */
    protected static List<String> names(Path root) {
        return FileTree.list(root).stream().map(entry -> entry.name()).sorted().toList();
    }
}

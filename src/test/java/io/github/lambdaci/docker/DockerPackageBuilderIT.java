package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.pipeline.BuildEnvironment;
import io.github.lambdaci.pipeline.PackageBuild;
import io.github.lambdaci.pipeline.PackageBuilder;
import io.github.lambdaci.pipeline.PackageBuilderContract;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.testing.FixtureProjects;
import io.github.lambdaci.testing.SourcePackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real engine, with the pip and npm of its images. */
final class DockerPackageBuilderIT extends PackageBuilderContract {
    private static final String VARIANT = "lambda-ci-test/variant:it";

    private Optional<String> image = Optional.empty();

    @BeforeEach
    void needEngine() {
        TestEngine.orSkip();
    }

    @AfterEach
    void noContainerIsLeft() {
        assertThat(TestEngine.containers(index.pipIndexUrl())).isEmpty();
        if (image.isPresent()) {
            TestEngine.removeImage(VARIANT);
        }
    }

    @Override
    protected PackageBuilder builder(Language language, BuildEnvironment environment, PipelineLog pipelineLog) {
        BuildImages images =
                image.isPresent() ? BuildImages.of(Optional.empty(), image) : TestEngine.imagesOrSkip(language);
        return new DockerPackageBuilder(TestEngine.orSkip(), images, environment, pipelineLog);
    }

    @Override
    protected void assertNothingIsLeft() {
        assertThat(TestEngine.containers(index.pipIndexUrl())).isEmpty();
    }

    /** Builds with an image that is made of the usual one. */
    private void useImage(Language language, String... instructions) throws IOException {
        String base = TestEngine.imagesOrSkip(language)
                .reference(LambdaRuntime.of(FixtureProjects.runtime(language)), Architecture.X86_64);
        Path context = Files.createTempDirectory(folder, "image");
        image = Optional.of(
                TestEngine.image(context, VARIANT, "FROM " + base + "\n" + String.join("\n", instructions) + "\n"));
    }

    @Test
    void anImageWhoseUserIsNotRootBuilds() throws IOException {
        useImage(Language.PYTHON, "USER 1000:1000");

        Path layer = build(FixtureProjects.PYTHON_PIP, "python3.11");

        assertThat(names(layer)).contains("python/lambda_ci_greeting.py", "python/shout.py");
    }

    @Test
    void anImageWhoseUserIsNotRootBuildsWithNpm() throws IOException {
        useImage(Language.NODEJS, "USER 1000:1000");

        Path layer = build(FixtureProjects.NODEJS_NPM, "nodejs20.x");

        assertThat(names(layer)).contains("nodejs/node_modules/shout/index.js");
    }

    @Test
    void theImagesOwnEntryPointIsNotRun() throws IOException {
        useImage(Language.PYTHON, "ENTRYPOINT [\"/bin/false\"]", "CMD [\"unwanted\"]");

        assertThat(names(build(FixtureProjects.PYTHON_PIP, "python3.11"))).isNotEmpty();
    }

    @Test
    void installScriptsOfPackagesAreRun() throws IOException {
        index.addNpmPackage(
                "scripted",
                "1.0.0",
                Map.of("index.js", ""),
                Map.of("scripts", Map.of("install", "echo compiled > native.node")));

        Path layer = build(project(Language.NODEJS, "scripted"), "nodejs20.x");

        assertThat(layer.resolve("nodejs/node_modules/scripted/native.node")).hasContent("compiled");
    }

    @Test
    void aPythonPackageOfSourcesIsCompiledToTheSameBytesEachTime() throws IOException {
        SourcePackages.addTo(index);
        Path project = project(Language.PYTHON, SourcePackages.PYTHON);

        Path first = build(project, "python3.11");
        Path second = build(project, "python3.11");

        assertThat(names(first)).anyMatch(name -> name.matches("python/lambda_ci_compiled\\..*\\.so"));
        assertThat(zip(second)).isEqualTo(zip(first));
    }

    @Test
    void anAddOnOfSourcesIsCompiledToTheSameBytesEachTimeAndNothingElseIsLeftOfIt() throws IOException {
        TestEngine.ownImageOrSkip(Language.NODEJS);
        SourcePackages.addTo(index);
        Path project = project(Language.NODEJS, SourcePackages.NODEJS);

        Path first = build(project, "nodejs20.x");
        Path second = build(project, "nodejs20.x");

        assertThat(names(first.resolve("nodejs/node_modules/lambda-ci-addon/build")))
                .containsExactly("Release/addon.node");
        assertThat(zip(second)).isEqualTo(zip(first));
    }

    @Test
    void foldersThatNobodyMayWriteToCanBeRemovedAfterwards() throws IOException {
        index.addNpmPackage(
                "read-only",
                "1.0.0",
                Map.of("lib/index.js", ""),
                Map.of("scripts", Map.of("install", "chmod 0400 lib/index.js && chmod 0500 lib")));

        Path layer = build(project(Language.NODEJS, "read-only"), "nodejs20.x");

        Path lib = layer.resolve("nodejs/node_modules/read-only/lib");
        assertThat(Files.getPosixFilePermissions(lib)).contains(PosixFilePermission.OWNER_WRITE);
        assertThat(lib.resolve("index.js")).isReadable();
    }

    @Test
    void anImageWithoutThePackageManagerIsExplained() throws IOException {
        useImage(Language.NODEJS, "USER root");

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(FixtureProjects.PYTHON_PIP, "python3.11"))
                .withMessageContaining(VARIANT)
                .satisfies(failure -> assertThat(failure.hint()).contains("the image must hold 'pip'"));
    }

    @Test
    void anImageForAnotherMachineIsExplained() throws IOException {
        String elf = "\\177ELF\\002\\001\\001\\000\\000\\000\\000\\000\\000\\000\\000\\000\\002\\000\\267\\000";
        useImage(
                Language.PYTHON,
                "RUN printf '" + elf + "' > /usr/local/bin/pip && head -c 4096 /dev/zero >> /usr/local/bin/pip"
                        + " && chmod 755 /usr/local/bin/pip");

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(FixtureProjects.PYTHON_PIP, "python3.11"))
                .satisfies(failure -> assertThat(failure.hint())
                        .contains("cannot run images for")
                        .contains("--builder host"));
    }

    @Test
    void aNetworkThatDoesNotExistIsExplained() throws IOException {
        PackageBuild build = packageBuild(FixtureProjects.PYTHON_PIP, "python3.11");

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(
                        build,
                        new BuildEnvironment(
                                FixtureProjects.variables(index),
                                Optional.empty(),
                                Optional.of("lambda-ci-no-network"))))
                .satisfies(failure -> assertThat(failure.hint()).contains("--build-network"));
    }

    @Test
    void anImageThatCannotBePulledIsExplained() throws IOException {
        image = Optional.of("127.0.0.1:1/nobody/listens:here");

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(FixtureProjects.PYTHON_PIP, "python3.11"))
                .withMessageContaining("image 127.0.0.1:1/nobody/listens:here for linux/amd64 cannot be pulled")
                .satisfies(failure -> assertThat(failure.hint()).contains("--builder host"));
        assertThat(log.pulled()).containsExactly("127.0.0.1:1/nobody/listens:here");
    }

    @Test
    void anImageThatIsThereForAnotherArchitectureIsExplained() throws IOException {
        useImage(Language.PYTHON, "USER root");
        PackageBuild build = packageBuild(FixtureProjects.PYTHON_PIP, "python3.11");
        PackageBuild forArm = new PackageBuild(build.descriptor(), build.runtime(), Architecture.ARM64);

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(forArm, BuildEnvironment.NONE))
                .satisfies(failure -> assertThat(failure.hint()).contains("for linux/amd64 only"));
    }

    @Test
    void anImageThatIsThereIsNotPulled() throws IOException {
        build(FixtureProjects.NODEJS_NPM_UNLOCKED, "nodejs20.x");

        assertThat(log.pulled()).isEmpty();
    }
}

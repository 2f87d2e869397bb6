package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.ImagePull;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.build.PrivateSourcesContract;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.testing.FixtureProjects;
import io.github.lambdaci.testing.SourcePackages;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real engine, with the pip and npm of its images. */
final class DockerPackageBuilderIT extends PrivateSourcesContract {
    private static final String VARIANT = "lambda-ci-test/variant:it";

    private final List<DockerPackageBuilder> builders = new ArrayList<>();
    private Optional<String> image = Optional.empty();
    private ContainerOptions options = ContainerOptions.USUAL;

    @BeforeEach
    void needEngine() {
        TestEngine.orSkip();
    }

    @AfterEach
    void noContainerIsLeft() {
        assertNothingIsLeft();
        if (image.isPresent()) {
            TestEngine.removeImage(VARIANT);
            TestEngine.removeCaches(VARIANT);
        }
    }

    @Override
    protected PackageBuilder builder(Language language, BuildEnvironment environment, BuildLog pipelineLog) {
        BuildImages images =
                image.isPresent() ? BuildImages.of(Optional.empty(), image) : TestEngine.imagesOrSkip(language);
        DockerPackageBuilder builder =
                new DockerPackageBuilder(TestEngine.orSkip(), images, options, environment, pipelineLog);
        builders.add(builder);
        return builder;
    }

    @Override
    protected void assertNothingIsLeft() {
        builders.forEach(DockerPackageBuilder::close);
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
    void uvInstallsTheSameAsPipWhereItIs() throws IOException {
        TestEngine.ownImageOrSkip(Language.PYTHON);
        Path project = project(Language.PYTHON, "lambda-ci-greeting==1.0.0");
        Path byUv = build(project, "python3.11");
        assertThat(log.output()).contains("uv is here: installing by it").noneMatch(DockerPackageBuilderIT::isOfPip);

        useImage(Language.PYTHON, "USER 0", "RUN rm \"$(command -v uv)\"");
        Path byPip = build(project, "python3.11");

        assertThat(log.output()).anyMatch(DockerPackageBuilderIT::isOfPip);
        assertThat(names(byPip)).containsAll(names(byUv));
        assertThat(names(byPip))
                .filteredOn(name -> !names(byUv).contains(name))
                .allMatch(name -> name.matches(".*\\.dist-info/(INSTALLER|REQUESTED)"));
        assertThat(byUv.resolve("python/lambda_ci_greeting.py"))
                .hasSameBinaryContentAs(byPip.resolve("python/lambda_ci_greeting.py"));
    }

    @Test
    void whatUvCannotDoIsDoneByPip() throws IOException {
        String lame = "printf '#!/bin/sh\\nmkdir lambda-ci-packages; touch lambda-ci-packages/half; exit 2'";
        useImage(Language.PYTHON, "USER 0", "RUN " + lame + " >/usr/local/bin/uv && chmod +x /usr/local/bin/uv");

        Path layer = build(project(Language.PYTHON, "lambda-ci-greeting==1.0.0"), "python3.11");

        assertThat(log.output())
                .contains("uv could not do it: installing by pip")
                .anyMatch(DockerPackageBuilderIT::isOfPip);
        assertThat(names(layer)).contains("python/lambda_ci_greeting.py").doesNotContain("python/half");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV PIP_PREFER_BINARY=1",
                "ENV UV_PRERELEASE=allow",
                "RUN printf '[install]\\nprefer-binary = yes\\n' >/etc/pip.conf",
            })
    void whereOneOfThemHasSettingsOfItsOwnPipInstalls(String instruction) throws IOException {
        useImage(Language.PYTHON, "USER 0", instruction);

        build(project(Language.PYTHON, "lambda-ci-greeting==1.0.0"), "python3.11");

        assertThat(log.output()).anyMatch(DockerPackageBuilderIT::isOfPip).noneMatch(line -> line.contains("uv"));
    }

    @Test
    void aPackageThatIsNotTheOneThatWasLockedIsRefusedByUvToo() throws IOException {
        TestEngine.ownImageOrSkip(Language.PYTHON);
        String wrong = "lambda-ci-greeting==1.0.0 --hash=sha256:" + "0".repeat(64);

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(project(Language.PYTHON, wrong), "python3.11"))
                .satisfies(
                        failure -> assertThat(failure.hint()).startsWith("a package is not the one that was locked"));
    }

    private static boolean isOfPip(String line) {
        return line.startsWith("Successfully installed");
    }

    @Test
    void aPrivateGitRepositoryIsReachedWithASecretFile() throws Exception {
        Path work = FixtureProjects.PYTHON_PIP.resolve("libs/shout").toAbsolutePath();
        Path bare = folder.resolve("shout.git");
        git("init", "--quiet", "--bare", bare.toString());
        String[] commit = {"-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "one"};
        String[] there = {"--git-dir", bare.toString(), "--work-tree", work.toString()};
        git(there, "add", ".");
        git(there, commit);
        git(there, "update-server-info");
        String address = index.addGitRepository("shout.git", bare);
        index.demand("oauth", "t0k3n-of-git");
        BuildEnvironment environment = environment(Map.of(), Optional.empty())
                .with(secrets(Map.of(".netrc", "machine 127.0.0.1 login oauth password t0k3n-of-git\n"), ""));

        Path layer = build(packageBuild(project(Language.PYTHON, "shout @ git+" + address), "python3.11"), environment);

        assertThat(layer.resolve("python/shout.py")).exists();
        assertThat(log.output().toString()).doesNotContain("t0k3n-of-git");
        assertThat(layer.resolve("python/shout-1.0.0.dist-info/direct_url.json"))
                .content()
                .doesNotContain("t0k3n-of-git");
    }

    private static void git(String[] before, String... words) throws Exception {
        git(Stream.concat(Stream.of(before), Stream.of(words)).toArray(String[]::new));
    }

    private static void git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void theSshAgentOfThisMachineAnswersInAContainerWhereThatIsWanted() throws Exception {
        Path socket = folder.resolve("agent.sock");
        String ask = "node -e \"require('net').connect(process.env.SSH_AUTH_SOCK)"
                + ".on('data', answer => require('fs').writeFileSync('answer', answer + process.env.GIT_SSH_COMMAND))\"";
        index.addNpmPackage("asking", "1.0.0", Map.of("index.js", ""), Map.of("scripts", Map.of("install", ask)));
        options = new ContainerOptions(ImagePull.MISSING, Optional.of(socket.toString()));
        try (ServerSocketChannel agent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            agent.bind(UnixDomainSocketAddress.of(socket));
            Thread answering = new Thread(() -> {
                try (SocketChannel asked = agent.accept()) {
                    asked.write(ByteBuffer.wrap("one key; ".getBytes(StandardCharsets.US_ASCII)));
                } catch (IOException e) {
                    // The test is over.
                }
            });
            answering.start();

            Path layer = build(project(Language.NODEJS, "asking"), "nodejs20.x");

            assertThat(layer.resolve("nodejs/node_modules/asking/answer"))
                    .hasContent("one key; ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new");
            answering.join();
        }
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
    void anEngineThatCannotRunTheFunctionsArchitectureSaysSoBeforeItPulls() throws IOException {
        Assumptions.assumeFalse(
                new DockerEngine(System.getenv()).runs(Architecture.ARM64), "the engine runs images for arm64");
        PackageBuild build = packageBuild(FixtureProjects.PYTHON_PIP, "python3.11");
        PackageBuild forArm = new PackageBuild(build.descriptor(), build.runtime(), Architecture.ARM64);

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(forArm, BuildEnvironment.NONE))
                .withMessageContaining("runs on amd64 and cannot run images for linux/arm64")
                .satisfies(failure -> assertThat(failure.hint())
                        .contains("--builder host", "binfmt --install arm64", "ARM_CONTAINER"));
        assertThat(log.pulled()).isEmpty();
    }

    @Test
    void anImageThatMayNotBePulledIsExplained() throws IOException {
        image = Optional.of("127.0.0.1:1/nobody/listens:here");
        options = new ContainerOptions(ImagePull.NEVER, Optional.empty());

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(FixtureProjects.PYTHON_PIP, "python3.11"))
                .withMessageContaining("for linux/amd64 is not on the engine")
                .satisfies(failure -> assertThat(failure.hint()).contains("docker pull --platform linux/amd64"));
        assertThat(log.pulled()).isEmpty();
    }

    @Test
    void anImageThatIsThereIsPulledWhereThatIsWanted() throws IOException {
        useImage(Language.PYTHON, "USER root");
        options = new ContainerOptions(ImagePull.ALWAYS, Optional.empty());

        // It is on no registry, so that the attempt is all there can be.
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(FixtureProjects.PYTHON_PIP, "python3.11"))
                .withMessageContaining("cannot be pulled")
                .satisfies(failure -> assertThat(failure.hint()).doesNotContain("for linux/amd64 only"));
        assertThat(log.pulled()).containsExactly(VARIANT);
    }

    @Test
    void anImageThatIsThereIsNotPulled() throws IOException {
        build(FixtureProjects.NODEJS_NPM_UNLOCKED, "nodejs20.x");

        assertThat(log.pulled()).isEmpty();
    }
}

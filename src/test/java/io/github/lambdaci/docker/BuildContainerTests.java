package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.core.command.CreateContainerCmdImpl;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.CaBundle;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.project.BuildCommand;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.PackageManagers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the engine is sent, compared with files beside this test; {@code -Dgolden.update} writes them anew. */
final class BuildContainerTests {
    private static final Path GOLDEN = Path.of("src/test/resources/io/github/lambdaci/docker");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static PackageBuild build(String runtime, String name, String... inputs) {
        LambdaRuntime lambdaRuntime = LambdaRuntime.of(runtime);
        Path root = Path.of("/anywhere");
        List<InputFile> files = Stream.of(inputs)
                .map(input -> new InputFile(input, root.resolve(input), Optional.empty()))
                .toList();
        return new PackageBuild(
                new Descriptor(PackageManagers.usual(lambdaRuntime.language()), "requirements.txt", root, name, files),
                lambdaRuntime,
                Architecture.ARM64);
    }

    private static void assertSent(BuildContainer container, String golden) throws IOException {
        CreateContainerCmd command = ContainerRun.command(
                new CreateContainerCmdImpl(unused -> null, new AuthConfig(), container.image()), container);
        String body = JSON.writeValueAsString(command).replaceAll("(?m)^.* : null,?\\n", "");
        String sent = "platform " + command.getPlatform() + "\n" + body + "\n";
        Path file = GOLDEN.resolve(golden);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, sent);
        }
        assertThat(sent).isEqualTo(Files.readString(file));
    }

    @Test
    void pip() throws IOException {
        assertSent(
                BuildContainer.of(
                        build("python3.13", "requirements.txt", "requirements.txt"),
                        "image:tag",
                        BuildEnvironment.NONE,
                        Equipment.NONE),
                "pip.txt");
    }

    @Test
    void theUsersLinkerOptionsAreKept() {
        BuildEnvironment environment =
                new BuildEnvironment(Map.of("LDFLAGS", "-L/opt/lib"), Optional.empty(), Optional.empty());

        assertThat(BuildContainer.of(build("python3.13", "requirements.txt"), "image:tag", environment, Equipment.NONE)
                        .assignments())
                .contains("LDFLAGS=-Wl,--strip-debug -L/opt/lib");
    }

    @Test
    void pipInAFolderWithSettingsVariablesCertificatesAndANetwork() throws IOException {
        BuildEnvironment environment = new BuildEnvironment(
                Map.of("PIP_INDEX_URL", "https://index.example"),
                Optional.of(new CaBundle(List.of())),
                Optional.of("inner"));
        assertSent(
                BuildContainer.of(
                        build("python3.13", "functions/orders/lambda.txt", "common.txt", "functions/orders/pip.conf"),
                        "image:tag",
                        environment,
                        new Equipment(Optional.of("inner"), Optional.of("a-volume"), true, Optional.of("/run/agent"))),
                "pip-everything.txt");
    }

    @Test
    void npmWithALockFile() throws IOException {
        assertSent(
                BuildContainer.of(
                        build("nodejs22.x", "package.json", "package-lock.json", "package.json"),
                        "image:tag",
                        BuildEnvironment.NONE,
                        Equipment.NONE),
                "npm-locked.txt");
    }

    @Test
    void npmWithoutALockFile() throws IOException {
        assertSent(
                BuildContainer.of(
                        build("nodejs22.x", "package.json", "package.json"),
                        "image:tag",
                        BuildEnvironment.NONE,
                        Equipment.NONE),
                "npm-unlocked.txt");
    }

    @Test
    void buildCommand() throws IOException {
        CommandBuild build = new CommandBuild(
                new BuildCommand("make build && cp x dist/", BuildCommand.Origin.OPTION),
                List.of(),
                LambdaRuntime.of("provided.al2023"),
                Architecture.ARM64);
        BuildEnvironment environment =
                new BuildEnvironment(Map.of("GOPROXY", "https://proxy.example"), Optional.empty(), Optional.empty());

        BuildContainer container = BuildContainer.of(build, "image:tag", environment, Equipment.NONE);
        assertSent(container, "build-command.txt");
        assertThat(container.output()).isEqualTo("/lambda-ci/project/dist");
    }

    @Test
    void itsTextHoldsNoValueOfAVariable() {
        BuildEnvironment environment =
                new BuildEnvironment(Map.of("TOKEN", "s3cr3t"), Optional.empty(), Optional.empty());

        BuildContainer container =
                BuildContainer.of(build("python3.13", "requirements.txt"), "image", environment, Equipment.NONE);

        assertThat(container.assignments()).contains("TOKEN=s3cr3t");
        assertThat(container.toString() + environment).doesNotContain("s3cr3t");
    }
}

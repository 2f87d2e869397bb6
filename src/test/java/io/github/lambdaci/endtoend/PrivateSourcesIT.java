package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.PackageIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program with packages that only come with a password. */
class PrivateSourcesIT {
    private static final String TOKEN = "eyJ2ZXIi.t0ken-0f-c0deartifact";

    @TempDir
    Path temporary;

    private PackageIndex index;
    private Target.Running aws;
    private Account account;

    @BeforeEach
    void start() {
        index = PackageIndex.start();
        ExampleProject.addPackages(index);
        aws = Target.SANDBOX.start(temporary.resolve("aws"));
        account = new Account(aws.endpoint());
    }

    @AfterEach
    void stop() {
        account.close();
        aws.close();
        index.close();
    }

    private List<String> arguments(ExampleProject project, String builder, String version, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--app-s3-bucket", "artifacts", "--function-name", "orders"));
        arguments.addAll(List.of("--app-src-path", "src", "--source-version", version, "--builder", builder));
        if (builder.equals("docker")) {
            arguments.addAll(List.of("--build-docker-image", project.imageOrSkip(), "--build-network", "host"));
        }
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Path folder(ExampleProject project) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("project"));
        project.code(folder, "one");
        project.dependencies(folder, "1.0.0");
        account.provision("artifacts", "orders", project.runtime(), project.handler());
        return folder;
    }

    @ParameterizedTest
    @CsvSource({"PYTHON, docker", "NODEJS, docker", "PYTHON, host", "NODEJS, host"})
    void packagesComeFromCodeArtifact(ExampleProject project, String builder) throws IOException {
        Path folder = folder(project);
        try (FakeCodeArtifact codeArtifact = new FakeCodeArtifact(index, TOKEN)) {
            Map<String, String> environment = new TreeMap<>(account.environment());
            environment.put("AWS_ENDPOINT_URL_CODEARTIFACT", codeArtifact.endpoint());
            Program program = new Program(folder, environment);

            Outcome first =
                    program.run(arguments(project, builder, "v1", "--codeartifact", "team/packages", "--verbose"));

            assertThat(first.exitCode()).as(first.toString()).isZero();
            assertThat(account.invoke("orders")).contains("\"1.0.0\"");
            assertThat(codeArtifact.requests())
                    .containsExactly("GET /v1/repository/endpoint", "POST /v1/authorization-token");
            assertThat(first.toString()).doesNotContain(TOKEN);
            assertNoTokenIsKept();

            project.code(folder, "two");
            Outcome second = program.run(arguments(project, builder, "v2", "--codeartifact", "team/packages"));
            assertThat(second.exitCode()).as(second.toString()).isZero();
            assertThat(second.stderr()).contains("dependencies unchanged");
            assertThat(codeArtifact.requests()).as("asked only to build").hasSize(2);
        }
    }

    @Test
    void aTokenIsNoPartOfTheFingerprint() throws IOException {
        Path folder = folder(ExampleProject.PYTHON);
        Program program = new Program(folder, account.environment());
        index.demand("robot", TOKEN);
        Path netrc = temporary.resolve(".netrc");
        Files.writeString(netrc, "machine 127.0.0.1 login robot password " + TOKEN);
        String[] more = {"--build-secret-file", netrc.toString(), "--build-env", "PIP_INDEX_URL=" + index.pipIndexUrl()
        };

        Outcome first = program.run(arguments(ExampleProject.PYTHON, "docker", "v1", more));
        Files.writeString(netrc, "machine 127.0.0.1 login robot password expired");
        Outcome second = program.run(arguments(ExampleProject.PYTHON, "docker", "v2", more));

        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(second.stderr()).contains("dependencies unchanged");
        assertThat(first + " " + second).doesNotContain(TOKEN);
        assertNoTokenIsKept();
    }

    @Test
    void aBuildThatIsNotLetInSaysWhatToTryAndNoPassword() throws IOException {
        Path folder = folder(ExampleProject.NODEJS);
        index.demand("robot", "another");
        Path npmrc = temporary.resolve(".npmrc");
        Files.writeString(npmrc, index.npmRegistryUrl().replace("http:", "") + ":_authToken=" + TOKEN);

        Outcome outcome = new Program(folder, account.environment())
                .run(arguments(
                        ExampleProject.NODEJS,
                        "docker",
                        "v1",
                        "--build-secret-file",
                        npmrc.toString(),
                        "--build-env",
                        "npm_config_registry=" + index.npmRegistryUrl()));

        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.stderr()).contains("--build-secret-file");
        assertThat(outcome.toString()).doesNotContain(TOKEN);
    }

    /** In the account, the project, and what the run left behind. */
    private void assertNoTokenIsKept() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals(".netrc"))
                    .toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(TOKEN);
            }
        }
    }
}

package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.model.AuthConfig;
import io.github.lambdaci.failure.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistryCredentialsTests {
    @TempDir
    Path folder;

    private Optional<AuthConfig> find(String config, String image) throws IOException {
        Files.writeString(folder.resolve("config.json"), config);
        return new RegistryCredentials(Map.of("DOCKER_CONFIG", folder.toString(), "PATH", folder + ":/usr/bin:/bin"))
                .of(image);
    }

    private void helper(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @CsvSource({
        "public.ecr.aws/sam/build-python3.13:latest, public.ecr.aws",
        "localhost:5000/x, localhost:5000",
        "localhost/x, localhost",
        "lambci/lambda:build-python3.8, https://index.docker.io/v1/",
        "docker.io/library/python, https://index.docker.io/v1/",
        "python, https://index.docker.io/v1/"
    })
    void theRegistryIsTheHostOfTheReference(String image, String registry) {
        assertThat(RegistryCredentials.registry(image)).isEqualTo(registry);
    }

    @Test
    void aLoginIsReadFromTheSettings() throws IOException {
        // dXNlcjpwYTpzcw== is user:pa:ss
        assertThat(find("{\"auths\":{\"r.example\":{\"auth\":\"dXNlcjpwYTpzcw==\"}}}", "r.example/image"))
                .hasValueSatisfying(login -> {
                    assertThat(login.getUsername()).isEqualTo("user");
                    assertThat(login.getPassword()).isEqualTo("pa:ss");
                });
    }

    @Test
    void theHelperOfARegistryIsAsked() throws IOException {
        helper("ecr-login", "read r; echo \"{\\\"Username\\\":\\\"AWS\\\",\\\"Secret\\\":\\\"for $r\\\"}\"");

        assertThat(find(
                        "{\"credHelpers\":{\"1.dkr.ecr.eu-west-1.amazonaws.com\":\"ecr-login\"}}",
                        "1.dkr.ecr.eu-west-1.amazonaws.com/lambda:build-python3.13"))
                .hasValueSatisfying(login -> {
                    assertThat(login.getUsername()).isEqualTo("AWS");
                    assertThat(login.getPassword()).isEqualTo("for 1.dkr.ecr.eu-west-1.amazonaws.com");
                });
    }

    @Test
    void aStoreThatKnowsNothingMeansNoLogin() throws IOException {
        helper("desktop", "echo 'credentials not found in native keychain'; exit 1");

        assertThat(find("{\"credsStore\":\"desktop\",\"auths\":{\"r.example\":{}}}", "r.example/image"))
                .isEmpty();
    }

    @Test
    void anIdentityTokenIsPassedAsOne() throws IOException {
        helper("desktop", "echo '{\"Username\":\"<token>\",\"Secret\":\"t0k3n\"}'");

        assertThat(find("{\"credsStore\":\"desktop\"}", "r.example/image"))
                .hasValueSatisfying(
                        login -> assertThat(login.getIdentitytoken()).isEqualTo("t0k3n"));
    }

    @Test
    void aHelperThatIsNotThereIsNamed() throws IOException {
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> find("{\"credsStore\":\"nowhere\"}", "r.example/image"))
                .withMessageContaining("docker-credential-nowhere");
    }

    @Test
    void nothingIsSaidOfAnAnswerThatIsNotJson() throws IOException {
        helper("odd", "echo s3cr3t");

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> find("{\"credsStore\":\"odd\"}", "r.example/image"))
                .satisfies(failure -> assertThat(failure).hasNoCause())
                .withMessageNotContaining("s3cr3t");
    }
}

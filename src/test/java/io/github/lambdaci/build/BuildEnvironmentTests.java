package io.github.lambdaci.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.testing.TestAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildEnvironmentTests {
    private static BuildEnvironment of(String... assignments) {
        return BuildEnvironment.of(
                List.of(assignments), Optional.empty(), Optional.empty(), Map.of("TOKEN", "inherited", "EMPTY", ""));
    }

    @Test
    void aNameAloneTakesTheValueOfThisProcess() {
        assertThat(of("TOKEN", "EMPTY", "A=b=c", "npm_config_//registry/:_authToken=x")
                        .variables())
                .containsEntry("TOKEN", "inherited")
                .containsEntry("EMPTY", "")
                .containsEntry("A", "b=c")
                .containsEntry("npm_config_//registry/:_authToken", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MISSING", "", "=s3cr3t", "A B=s3cr3t"})
    void aVariableThatCannotBePassedIsRefusedWithoutItsValue(String assignment) {
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> of(assignment))
                .satisfies(failure -> assertThat(failure.getMessage() + failure.hint())
                        .doesNotContain("s3cr3t")
                        .contains("--build-env"));
    }

    @Test
    void valuesAreTakenOutOfLines() {
        BuildEnvironment environment =
                of("TOKEN", "LONGER=inherited-more", "URL=https://u:p4ss@host/x", "KEY=one1\ntwo2");

        assertThat(environment.redaction().apply("inherited inherited-more p4ss https://u:p4ss@host/x one1 two2"))
                .isEqualTo("*** *** *** *** *** ***");
        assertThat(environment.redaction().apply("Looking in https://a:b@c/simple"))
                .isEqualTo("Looking in https://***@c/simple");
    }

    @Test
    void valuesThatAreNoSecretsLeaveTheOutputReadable() {
        BuildEnvironment environment = of("CI=true", "JOBS=4", "NODE_ENV=production", "NOTHING=");

        assertThat(environment.redaction().apply("true: 4 jobs for production"))
                .isEqualTo("true: 4 jobs for production");
    }

    @Test
    void itsTextHoldsNoValue() {
        assertThat(of("TOKEN")).hasToString("BuildEnvironment[TOKEN]");
    }

    @Test
    void aCaBundleIsAddedToThePublicAuthorities(@TempDir Path folder) throws Exception {
        Path certificate = TestAuthority.in(folder).certificate();

        String pem = new String(CaBundle.read(certificate).withPublicAuthorities(), StandardCharsets.US_ASCII);

        String first = Files.readString(certificate)
                .strip()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertThat(pem).contains(first).hasSizeGreaterThan(50_000).endsWith("-----END CERTIFICATE-----\n");
    }

    @Test
    void aCaBundleThatCannotBeUsedIsRefusedEarly(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "-----BEGIN CERTIFICATE-----\nnot\n");
        Path empty = Files.createFile(folder.resolve("empty"));
        for (Path file : List.of(text, empty, folder, folder.resolve("missing"))) {
            assertThatExceptionOfType(ProjectException.class)
                    .isThrownBy(() -> CaBundle.read(file))
                    .withMessageContaining(file.toString())
                    .satisfies(failure -> assertThat(failure.hint()).contains("--build-ca-bundle"));
        }
    }
}

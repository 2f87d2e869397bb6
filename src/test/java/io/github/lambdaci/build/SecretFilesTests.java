package io.github.lambdaci.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretFilesTests {
    @TempDir
    Path folder;

    private SecretFiles read(String name, String content) throws IOException {
        return SecretFiles.of(
                List.of(Files.writeString(folder.resolve(name), content).toString()));
    }

    private static BuildEnvironment with(SecretFiles files) {
        return BuildEnvironment.NONE.with(files);
    }

    @ParameterizedTest
    @CsvSource({
        ".netrc, .netrc",
        "netrc, .netrc",
        "pip.conf, .config/pip/pip.conf",
        ".npmrc, .npmrc",
        "settings.xml, .m2/settings.xml",
        "id_ed25519, .ssh/id_ed25519",
        "known_hosts, .ssh/known_hosts",
        "auth.toml, .config/pypoetry/auth.toml",
        ".git-credentials, .git-credentials"
    })
    void theNameTellsWhereProgramsLookForIt(String name, String place) throws IOException {
        assertThat(read(name, "x").paths()).containsExactly(place);
    }

    @Test
    void anotherPlaceCanBeGiven() throws IOException {
        Path file = Files.writeString(folder.resolve("ci: settings"), "x");

        assertThat(SecretFiles.of(List.of(file + ":.m2/./settings.xml")).paths())
                .containsExactly(".m2/settings.xml");
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> SecretFiles.of(List.of(file.toString())))
                .withMessageContaining("cannot be told from its name")
                .satisfies(failure -> assertThat(failure.hint()).contains("--build-secret-file"));
    }

    @Test
    void theLastFileForAPlaceCounts() throws IOException {
        Path first = Files.writeString(folder.resolve(".netrc"), "first");
        Path second = Files.writeString(folder.resolve("netrc"), "second");

        assertThat(SecretFiles.of(List.of(first.toString(), second.toString())).files())
                .singleElement()
                .satisfies(file -> assertThat(file.text()).isEqualTo("second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside", "a/../../outside", "", "."})
    void aPlaceOutsideOfTheHomeFolderIsRefused(String place) throws IOException {
        Path file = Files.writeString(folder.resolve(".netrc"), "x");

        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> SecretFiles.of(List.of(file + ":" + place)))
                .satisfies(failure -> assertThat(failure.hint()).contains("without a leading slash"));
    }

    @Test
    void aFileThatCannotBeUsedIsRefusedEarly() throws IOException {
        Path large = Files.write(folder.resolve(".large"), new byte[256 * 1024 + 1]);
        Path directory = Files.createDirectory(folder.resolve(".folder"));
        for (Path file : List.of(folder.resolve(".missing"), large, directory)) {
            assertThatExceptionOfType(ProjectException.class)
                    .isThrownBy(() -> SecretFiles.of(List.of(file.toString())))
                    .withMessageContaining(file.toString())
                    .satisfies(failure -> assertThat(failure.hint()).contains("--build-secret-file"));
        }
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() throws IOException {
        byte[] bytes = {0, (byte) 0xff, 10, (byte) 0xc3};
        Path file = Files.write(folder.resolve(".keystore"), bytes);

        assertThat(SecretFiles.of(List.of(file.toString())).files().get(0).content())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".netrc | machine h login robot password s3cr3t | robot said s3cr3t",
                ".npmrc | //h/:_authToken=s3cr3t | robot said s3cr3t",
                ".npmrc | //h/:_authToken = \"s3cr3t\" | robot said s3cr3t",
                ".npmrc | _auth=cm9ib3Q6czNjcjN0 | robot said s3cr3t",
                ".npmrc | //h/:_password=czNjcjN0 | robot said s3cr3t",
                "pip.conf | index-url = https://robot:s3cr3t@h/simple/ | robot said s3cr3t",
                "settings.xml | <server><username>robot</username><password>s3cr3t</password></server> | robot said s3cr3t",
                "auth.toml | pypi-token.x = \"s3cr3t\" | robot said s3cr3t",
                ".token | s3cr3t-of-8-and-more | robot said s3cr3t-of-8-and-more"
            })
    void theSecretsInItAreNotShown(String name, String content, String line) throws IOException {
        assertThat(with(read(name, content)).redaction().apply(line)).isEqualTo("robot said ***");
    }

    @Test
    void aKeyIsNotShownLineByLine() throws IOException {
        String line = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW";
        String key = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + line + "\n-----END OPENSSH PRIVATE KEY-----\n";

        assertThat(with(read("id_ed25519", key)).redaction().apply("cat " + line))
                .isEqualTo("cat ***");
    }

    @Test
    void noTextHoldsASecret() throws IOException {
        BuildEnvironment environment = with(read(".netrc", "machine h login robot password s3cr3t"));

        assertThat(environment.toString() + environment.secrets())
                .contains(".netrc")
                .doesNotContain("s3cr3t", "bWFj");
    }

    @Test
    void aLoginIsAddedToTheFileThatWasGiven() throws IOException {
        BuildEnvironment environment = with(read(".netrc", "machine mine login robot password s3cr3t"))
                .with(language -> Optional.of(new PackageSource(URI.create("https://h:8443/simple/"), "aws", "t0k3n")));

        BuildEnvironment ready = environment.loggedIn(Language.PYTHON);

        assertThat(ready.secrets().files())
                .singleElement()
                .satisfies(file -> assertThat(file.text())
                        .isEqualTo("machine mine login robot password s3cr3t\nmachine h login aws password t0k3n\n"));
        assertThat(ready.variables()).containsEntry("PIP_INDEX_URL", "https://h:8443/simple/");
        assertThat(ready.redaction().apply("t0k3n s3cr3t")).isEqualTo("*** ***");
    }

    @Test
    void npmIsLetInToTheRegistryOnly() {
        BuildEnvironment ready = BuildEnvironment.NONE
                .with(language -> Optional.of(new PackageSource(URI.create("https://h/npm/r/"), "aws", "t0k3n")))
                .loggedIn(Language.NODEJS);

        assertThat(ready.secrets().files())
                .anySatisfy(file -> assertThat(file.text()).isEqualTo("//h/npm/r/:_authToken=t0k3n\n"));
        assertThat(ready.variables()).containsEntry("npm_config_registry", "https://h/npm/r/");
        assertThat(ready.variables().toString()).doesNotContain("t0k3n");
    }

    @Test
    void aVariableThatTheUserGaveWinsOverTheLogin() {
        BuildEnvironment ready = new BuildEnvironment(
                        Map.of("PIP_INDEX_URL", "https://mine/"), Optional.empty(), Optional.empty())
                .with(language -> Optional.of(new PackageSource(URI.create("https://h/"), "aws", "t0k3n")))
                .loggedIn(Language.PYTHON);

        assertThat(ready.variables()).containsEntry("PIP_INDEX_URL", "https://mine/");
    }

    @Test
    void sshIsToldOfItsFilesAsItLooksInTheHomeOfTheSystemsUser() throws IOException {
        SecretFiles key = read("id_ed25519", "x");
        SecretFiles both = key.with(SecretFile.of(".ssh/known_hosts", new byte[0]));

        assertThat(HomeVariables.of(key, "/h", false))
                .containsOnly(Map.entry(
                        "GIT_SSH_COMMAND",
                        "ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o IdentitiesOnly=yes"
                                + " -i '/h/.ssh/id_ed25519'"));
        assertThat(HomeVariables.of(both, "/h", false).get("GIT_SSH_COMMAND"))
                .contains("StrictHostKeyChecking=yes", "/h/.ssh/known_hosts");
        assertThat(HomeVariables.of(SecretFiles.NONE, "/h", true).get("GIT_SSH_COMMAND"))
                .isEqualTo("ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new");
        assertThat(HomeVariables.of(SecretFiles.NONE, "/h", false)).isEmpty();
        assertThat(HomeVariables.of(read("settings.xml", "x"), "/h", false))
                .containsOnly(Map.entry("MAVEN_ARGS", "--settings=/h/.m2/settings.xml"));
    }
}

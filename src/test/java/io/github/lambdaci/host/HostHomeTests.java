package io.github.lambdaci.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.build.SecretFile;
import io.github.lambdaci.build.SecretFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostHomeTests {
    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    Path folder;

    private Path own = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void fillTheUsersOwn() throws IOException {
        own = Files.createDirectories(folder.resolve("own"));
        home = folder.resolve("home");
        Files.createDirectories(own.resolve(".config/git"));
        Files.writeString(own.resolve(".config/git/config"), "[user]");
        Files.writeString(own.resolve(".netrc"), "machine own login me password mine\n");
        Files.writeString(own.resolve(".npmrc"), "fund=false\n");
        variables.put("HOME", own.toString());
        variables.put("NETRC", "/elsewhere");
        variables.put("XDG_CONFIG_HOME", "/elsewhere");
        variables.put("npm_config_userconfig", "/elsewhere");
    }

    private static SecretFile file(String path, String text, boolean addition) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new SecretFile(path, Base64.getEncoder().encodeToString(bytes), addition);
    }

    @Test
    void aFileTakesThePlaceOfTheUsersOwnAndAllElseIsThere() throws IOException {
        HostHome.make(
                home,
                new SecretFiles(
                        List.of(file(".netrc", "given", false), file(".config/pip/pip.conf", "[global]", false))),
                variables);

        assertThat(home.resolve(".netrc")).hasContent("given");
        assertThat(home.resolve(".config/pip/pip.conf")).hasContent("[global]");
        assertThat(home.resolve(".config/git/config")).hasContent("[user]");
        assertThat(home.resolve(".npmrc")).isSymbolicLink().hasContent("fund=false");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".netrc"))))
                .isEqualTo("rw-------");
        assertThat(variables).containsEntry("HOME", home.toString()).doesNotContainKeys("NETRC", "XDG_CONFIG_HOME");
        assertThat(variables).containsKey("npm_config_userconfig");
    }

    @Test
    void theUsersOwnFilesStayAsTheyAre() throws IOException {
        HostHome.make(
                home,
                new SecretFiles(List.of(file(".netrc", "given", false), file(".config/git/config", "given", false))),
                variables);

        assertThat(own.resolve(".netrc")).content().contains("password mine");
        assertThat(own.resolve(".config/git/config")).hasContent("[user]");
    }

    @Test
    void aLoginIsAddedToTheUsersOwn() throws IOException {
        HostHome.make(home, new SecretFiles(List.of(file(".npmrc", "//h/:_authToken=x\n", true))), variables);

        assertThat(home.resolve(".npmrc")).hasContent("fund=false\n//h/:_authToken=x\n");
        assertThat(variables).doesNotContainKey("npm_config_userconfig").containsKey("NETRC");
    }

    @Test
    void aUserWithoutAHomeGetsTheFilesAlone() {
        variables.remove("HOME");

        HostHome.make(home, new SecretFiles(List.of(file(".netrc", "given", true))), variables);

        assertThat(home.resolve(".netrc")).hasContent("given");
    }
}

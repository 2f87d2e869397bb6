package io.github.lambdaci.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.testing.FixtureProjects;
import io.github.lambdaci.testing.PackageManagerFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link PackageBuilder} does, with packages that only come with a password too. */
public abstract class PrivateSourcesContract extends PackageBuilderContract {
    private static final String TOKEN = "t0k3n/of+the=index";

    /** Ways to give a password to pip, each as the content of a file by the file's place. */
    static Stream<Map<String, String>> pythonSecrets() {
        return Stream.of(
                Map.of(".netrc", "machine 127.0.0.1\n  login robot\n  password " + TOKEN + "\n"),
                Map.of(
                        ".config/pip/pip.conf",
                        "[global]\nindex-url = http://robot:" + TOKEN.replace("/", "%2F") + "@ADDRESS/simple/\n"));
    }

    @ParameterizedTest
    @MethodSource("pythonSecrets")
    void aPrivateIndexIsReachedWithASecretFile(Map<String, String> files) throws IOException {
        index.demand("robot", TOKEN);
        String address = index.pipIndexUrl().replaceFirst("http://(.*)/simple/", "$1");
        Map<String, String> variables =
                files.containsKey(".netrc") ? Map.of("PIP_INDEX_URL", index.pipIndexUrl()) : Map.of();
        BuildEnvironment environment =
                new BuildEnvironment(variables, Optional.empty(), Optional.of("host")).with(secrets(files, address));

        Path layer = build(packageBuild(project(Language.PYTHON, "lambda-ci-greeting"), "python3.11"), environment);

        assertThat(layer.resolve("python/lambda_ci_greeting.py")).exists();
        assertNoSecretIn(layer, TOKEN, TOKEN.replace("/", "%2F"));
    }

    @Test
    void aPrivateIndexIsReachedWithAVariable() throws IOException {
        index.demand("robot", "s3cr3t-p4ss");
        BuildEnvironment environment = environment(
                Map.of("PIP_INDEX_URL", index.pipIndexUrl().replace("//", "//robot:s3cr3t-p4ss@")), Optional.empty());

        Path layer = build(packageBuild(project(Language.PYTHON, "lambda-ci-greeting"), "python3.11"), environment);

        assertThat(layer.resolve("python/lambda_ci_greeting.py")).exists();
        assertNoSecretIn(layer, "s3cr3t-p4ss");
    }

    @Test
    void aScopedPackageOfAPrivateRegistryIsReachedWithASecretFile() throws IOException {
        index.addNpmPackage("@acme/orders", "1.0.0", "module.exports = 'private';\n");
        index.demand("robot", TOKEN);
        String registry = index.npmRegistryUrl();
        String npmrc =
                "@acme:registry=" + registry + "\n" + registry.replace("http:", "") + ":_authToken=" + TOKEN + "\n";
        BuildEnvironment environment = new BuildEnvironment(Map.of(), Optional.empty(), Optional.of("host"))
                .with(secrets(Map.of(".npmrc", npmrc), ""));

        Path layer = build(packageBuild(project(Language.NODEJS, "@acme/orders"), "nodejs20.x"), environment);

        assertThat(layer.resolve("nodejs/node_modules/@acme/orders/index.js"))
                .content()
                .contains("private");
        assertNoSecretIn(layer, TOKEN);
    }

    @ParameterizedTest
    @FieldSource("io.github.lambdaci.runtime.PackageManagers#ALL")
    void aSourceThatIsLoggedInToIsUsedByEveryManager(PackageManager manager) throws IOException {
        PackageManagerFiles.addTo(index, manager);
        index.demand("aws", TOKEN);
        boolean python = manager.language() == Language.PYTHON;
        URI address = URI.create(python ? index.pipIndexUrl() : index.npmRegistryUrl());
        BuildEnvironment environment = new BuildEnvironment(Map.of(), Optional.empty(), Optional.of("host"))
                .with(asked -> Optional.of(new PackageSource(address, "aws", TOKEN)));
        Path project = FixtureProjects.copy(FixtureProjects.of(manager), folder.resolve("private"), index);

        Path layer = build(packageBuild(project, FixtureProjects.runtime(manager.language())), environment);

        assertThat(names(layer)).anyMatch(name -> name.contains("greeting"));
        assertNoSecretIn(layer, TOKEN);
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void aWrongPasswordIsNotShownAndSaysWhatToTry(Language language) throws IOException {
        index.demand("aws", "another");
        URI address = URI.create(language == Language.PYTHON ? index.pipIndexUrl() : index.npmRegistryUrl());
        BuildEnvironment environment = new BuildEnvironment(Map.of(), Optional.empty(), Optional.of("host"))
                .with(asked -> Optional.of(new PackageSource(address, "aws", TOKEN)));
        PackageBuild build = packageBuild(project(language, "lambda-ci-greeting"), FixtureProjects.runtime(language));

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(build, environment))
                .satisfies(failure -> assertThat(failure.getMessage() + failure.hint() + log.output())
                        .contains("--build-secret-file")
                        .doesNotContain(TOKEN));
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void buildsWithoutACacheToo(Language language) throws IOException {
        PackageBuild build = packageBuild(project(language, "lambda-ci-greeting"), FixtureProjects.runtime(language));

        Path layer = build(build, environment(Map.of(), Optional.empty()).caching(false));

        assertThat(names(layer)).anyMatch(name -> name.contains("greeting"));
        assertThat(names(layer)).noneMatch(name -> name.contains("cache"));
    }

    /** Files with secrets as the command line reads them. */
    protected SecretFiles secrets(Map<String, String> files, String address) throws IOException {
        List<String> options = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = Files.createTempFile(folder, "secret", "");
            Files.writeString(path, file.getValue().replace("ADDRESS", address));
            options.add(path + ":" + file.getKey());
        }
        return SecretFiles.of(options);
    }

    private void assertNoSecretIn(Path layer, String... secrets) throws IOException {
        assertThat(String.join("\n", log.output()) + log.warnings()).doesNotContain(secrets);
        try (Stream<Path> files = Files.walk(layer)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(secrets);
            }
        }
    }
}

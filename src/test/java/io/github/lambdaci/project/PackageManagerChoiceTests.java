package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package manager a project's files speak for. */
final class PackageManagerChoiceTests {
    @TempDir
    Path folder;

    /** Writes files whose content says no more than they must; one with a space has content after it. */
    private void write(String files) throws IOException {
        for (String file : List.of(files.split(", ", -1))) {
            String[] nameAndContent = file.split(" ", 2);
            Path path = folder.resolve(nameAndContent[0]);
            Files.createDirectories(path.getParent());
            Files.writeString(path, nameAndContent.length > 1 ? nameAndContent[1] : "");
        }
    }

    private Optional<PackageManagerChoice> choice(Language language, Optional<String> named) {
        return PackageManagerChoice.in(List.of(folder.resolve("other"), folder), named, language);
    }

    @ParameterizedTest
    @CsvSource({
        "'requirements.txt', pip, requirements.txt",
        "'requirements.txt, pyproject.toml, uv.lock', pip, requirements.txt",
        "'requirements.txt, other/pyproject.toml dependencies = []', pip, requirements.txt",
        "'pyproject.toml, uv.lock', uv, uv.lock",
        "'pyproject.toml dependencies = [], uv.lock, poetry.lock', uv, uv.lock",
        "'pyproject.toml, poetry.lock', poetry, poetry.lock",
        "'pyproject.toml, Pipfile, Pipfile.lock', pipenv, Pipfile.lock",
        "'Pipfile', pipenv, Pipfile",
        "'pyproject.toml dependencies = []', pyproject, pyproject.toml",
        "'pyproject.toml [tool.poetry.dependencies]', pyproject, pyproject.toml"
    })
    void pythonProjects(String files, String manager, String sign) throws IOException {
        write(files);

        assertThat(choice(Language.PYTHON, Optional.empty())).hasValueSatisfying(choice -> {
            assertThat(choice.manager().name()).isEqualTo(manager);
            assertThat(choice.sign()).isEqualTo(sign);
        });
    }

    @Test
    void aPyprojectWithNothingButSettingsOfToolsIsNoDescriptor() throws IOException {
        write("pyproject.toml [tool.ruff]");

        assertThat(choice(Language.PYTHON, Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "package.json {}, npm, package.json",
                "`package.json {}, package-lock.json`, npm, package-lock.json",
                "`package.json {}, yarn.lock # yarn lockfile v1`, yarn, yarn.lock",
                "`package.json {}, yarn.lock __metadata:`, yarn-berry, yarn.lock",
                "`package.json {}, pnpm-lock.yaml`, pnpm, pnpm-lock.yaml",
                "`package.json {}, pnpm-lock.yaml, package-lock.json`, npm, package-lock.json",
                "`package.json \"packageManager\": \"pnpm@10.1.0\", package-lock.json`, pnpm, package.json",
                "`package.json \"packageManager\":\"yarn@1.22.22\"`, yarn, package.json",
                "`package.json \"packageManager\": \"yarn@4.9.1+sha512.0\"`, yarn-berry, package.json"
            })
    void nodeProjects(String files, String manager, String sign) throws IOException {
        write(files);

        assertThat(choice(Language.NODEJS, Optional.empty())).hasValueSatisfying(choice -> {
            assertThat(choice.manager().name()).isEqualTo(manager);
            assertThat(choice.sign()).isEqualTo(sign);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "requirements/lambda.txt, pip, requirements/lambda.txt",
        "a/pyproject.toml, uv, a/pyproject.toml",
        "a/uv.lock, uv, a/pyproject.toml",
        "Pipfile.lock, pipenv, Pipfile"
    })
    void aGivenDescriptorIsReadByWhoeverItIsFor(String given, String manager, String descriptor) throws IOException {
        write("requirements/lambda.txt, a/pyproject.toml, a/uv.lock, Pipfile.lock");

        PackageManagerChoice choice =
                PackageManagerChoice.ofDescriptor(folder.resolve(given), Optional.empty(), Language.PYTHON);

        assertThat(choice.manager().name()).isEqualTo(manager);
        assertThat(choice.descriptor()).isEqualTo(folder.resolve(descriptor));
    }

    @Test
    void theOptionWins() throws IOException {
        write("requirements.txt, pyproject.toml, uv.lock");

        assertThat(choice(Language.PYTHON, Optional.of("poetry"))).hasValueSatisfying(choice -> {
            assertThat(choice.manager().name()).isEqualTo("poetry");
            assertThat(choice.sign()).isEqualTo("--package-manager");
        });
    }

    @Test
    void aManagerOfAnotherLanguageIsRefused() {
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> choice(Language.PYTHON, Optional.of("npm")))
                .withMessageContaining("'npm'")
                .withMessageContaining("Python")
                .satisfies(failure -> assertThat(failure.hint()).contains("pip|uv|poetry|pipenv|pyproject"));
    }
}

package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program decides what ships: the jar holds only a part of the library that reads the patterns. */
class WhatShipsIT {
    @TempDir
    Path temporary;

    private Path repository;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = Files.createDirectories(temporary.resolve("repository"));
        write("orders/app.py", "def handler(event, context): return 1\n");
        write("orders/.env", "PASSWORD=1\n");
        write("orders/notes.md", "notes\n");
        write("orders/tests/test_app.py", "\n");
        write("orders/.lambdaignore", "*.md\n");
        write("shared/lib/money.py", "\n");
    }

    @Test
    void shipsTheCodeAndWhatIsIncludedButNotWhatIsLeftOut() throws IOException {
        Outcome outcome = ship("--exclude", "tests/", "--include", "shared/lib");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.stderr())
                .contains("left out by default: .env (")
                .contains("left out by .lambdaignore or --exclude: notes.md, tests/");
        assertThat(shipped()).containsExactlyInAnyOrder("app.py", "lib/money.py");
    }

    @Test
    void refusesASecretAndTellsWhereItIsAndNothingOfIt() throws IOException {
        String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
        write("shared/lib/key.txt", "-----BEGIN " + "PRIVATE KEY-----\n" + body + "\n");
        Outcome refused = ship("--include", "shared/lib", "--verbose");
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.stderr())
                .contains("lib/key.txt, line 1: private key", "--allow-secret")
                .doesNotContain(body);
        Outcome allowed = ship("--include", "shared/lib", "--allow-secret", "lib/key.txt");
        assertThat(allowed.exitCode()).as(allowed.toString()).isZero();
    }

    @Test
    void refusesWhatIsNoPatternInItsOwnWordsOnly() throws IOException {
        write("orders/.lambdaignore", "lib[\n");
        Outcome outcome = ship();
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.stderr())
                .contains("ERROR 'lib[' in orders/.lambdaignore is not a pattern")
                .doesNotContain("jgit");
    }

    private Outcome ship(String... options) {
        List<String> arguments = new ArrayList<>(List.of("--sandbox=../sandbox", "--app-src-path", "orders"));
        arguments.addAll(List.of(options));
        return new Program(repository, Map.of()).run(arguments);
    }

    /** The names in the zip that was shipped; the other one is the sandbox's first code of the function. */
    private List<String> shipped() throws IOException {
        try (Stream<Path> zips = Files.list(temporary.resolve("sandbox/lambda/code"))) {
            return zips.map(WhatShipsIT::names)
                    .filter(names -> names.size() > 1)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> names(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

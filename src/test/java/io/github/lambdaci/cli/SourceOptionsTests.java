package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.project.LeftOut;
import io.github.lambdaci.project.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceOptionsTests {
    private static final String BODY = "\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n";

    private final CommandRun command = new CommandRun();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void makeProject() throws IOException {
        write("src/app.py", "");
        write("src/notes.md", "");
        write("src/tests/key.pem", "-----BEGIN " + "PRIVATE KEY-----" + BODY);
        write("shared/money.py", "");
        write("shared/tax.py", "");
    }

    @Test
    void everyOptionCanBeRepeated() {
        assertThat(ship("--exclude *.md --exclude tax.py --include " + folder + "/shared:lib --include " + folder
                        + "/shared/money.py --allow-secret *.pem"))
                .containsExactly("app.py", "lib/money.py", "money.py", "tests/key.pem");
    }

    @Test
    void variablesHoldListsWithCommas() {
        command.environment.put("LAMBDA_CI_EXCLUDE", "*.md,tax.py");
        command.environment.put("LAMBDA_CI_INCLUDE", folder + "/shared:lib," + folder + "/shared/money.py");
        command.environment.put("LAMBDA_CI_ALLOW_SECRET", "*.pem");
        assertThat(ship("")).containsExactly("app.py", "lib/money.py", "money.py", "tests/key.pem");
    }

    @ParameterizedTest
    @CsvSource({
        "--exclude lib[, 'lib[' in --exclude is not a pattern",
        "--allow-secret lib[, 'lib[' in --allow-secret is not a pattern",
        "--include nowhere:lib, \"'nowhere', which is to be included, does not exist (--include)\"",
        "--include .:../lib, '../lib' is not a path inside of the zip (--include)"
    })
    void whatCannotBeMeantIsWrongUse(String options, String message) {
        assertThat(command.ship(options)).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(command.err()).contains(message.replace("\"", ""));
    }

    @Test
    void changesInIncludedCodeMakeTheVersionDirty() throws Exception {
        git("init", "--quiet");
        git("add", ".");
        git("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--quiet", "--message=first");
        write("shared/tax.py", "changed");
        String options = "--app-s3-bucket artifacts --function-name orders --app-src-path " + folder + "/src";
        assertThat(command.run(options)).isZero();
        assertThat(command.run(options + " --include " + folder + "/shared")).isZero();
        assertThat(command.launcher.requests)
                .extracting(request -> request.project().sourceVersion().value())
                .satisfiesExactly(
                        alone -> assertThat(alone).doesNotEndWith("-dirty"),
                        with -> assertThat(with).endsWith("-dirty"));
    }

    private List<String> ship(String options) {
        assertThat(command.ship("--app-src-path " + folder + "/src " + options)).isZero();
        SourceTree.Listing listing = command.request().project().sources().listing(Set.of());
        assertThat(listing.leftOut()).extracting(LeftOut::name).containsExactly("lib/tax.py", "notes.md");
        return listing.entries().stream().map(TreeEntry::name).sorted().toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(
                        Stream.concat(List.of("git", "-C", folder.toString()).stream(), Arrays.stream(arguments))
                                .toList())
                .inheritIO()
                .start();
        assertThat(git.waitFor()).isZero();
    }
}

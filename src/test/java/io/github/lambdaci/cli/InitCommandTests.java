package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTests {
    private final CommandRun command = new CommandRun();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void help() {
        assertThat(command.run("init --help")).isZero();
        GoldenFile.of(getClass(), "help-init.txt").assertHolds(command.out());
    }

    @Test
    void theFileHasWhatIsInTheRepositoryAndInAws() throws IOException {
        repository();
        command.launcher.aws.release("acme-orders-dev", "latest", "one");
        command.launcher.aws.release("acme-mailer-dev", "latest", "one");
        command.launcher.aws.release("orders-prod", "latest", "one");
        command.launcher.aws.release("borders", "latest", "one");

        assertThat(init()).as(command.err()).isZero();

        GoldenFile.of(getClass(), "first.yml").assertHolds(Files.readString(folder.resolve("lambda-ci.yml")));
        assertThat(Files.readString(folder.resolve("lambda-ci.schema.json")))
                .isEqualTo(Files.readString(Path.of("docs/lambda-ci.schema.json")));
    }

    @Test
    void theFileIsValid() throws IOException {
        repository();
        command.environment.put("APP_S3_BUCKET", "artifacts");
        init();

        assertThat(command.run("config --config " + folder.resolve("lambda-ci.yml")))
                .as(command.err())
                .isZero();
        assertThat(command.out()).contains("orders", "mailer", "acme-api", "artifacts");
    }

    @Test
    void whatIsThereStays() throws IOException {
        repository();
        Files.writeString(folder.resolve("lambda-ci.yml"), "mine");

        assertThat(init()).isEqualTo(2);

        assertThat(command.err()).contains("is there already");
        assertThat(folder.resolve("lambda-ci.yml")).hasContent("mine");
        assertThat(folder.resolve("lambda-ci.schema.json")).doesNotExist();
    }

    @Test
    void aFolderWithoutFunctionsGetsNoFile() {
        assertThat(init()).isEqualTo(2);

        assertThat(command.err()).contains("no function was found below");
        assertThat(folder.resolve("lambda-ci.yml")).doesNotExist();
    }

    private int init() {
        return command.run("init --config " + folder.resolve("lambda-ci.yml"));
    }

    private void repository() throws IOException {
        write("orders/app.py", "def handler(event, context):\n    pass\n");
        write("orders/requirements.txt", "");
        write("mailer/src/index.mjs", "export const handler = async (event) => 1;\n");
        write("mailer/package.json", "{}");
        write("acme api/api/__init__.py", "");
        write("acme api/api/main.py", "async def lambda_handler(event, context):\n    pass\n");
        write("node_modules/other/index.js", "exports.handler = 1;\n");
        write("tests/app.py", "def handler(event, context):\n    pass\n");
        write("shared/money.py", "def handle():\n    pass\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.testing.Emulators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run for the functions of a repository, on an emulator of AWS. */
class FleetIT {
    private static final List<String> FUNCTIONS = List.of("customers", "orders", "mail", "reports");

    /** All of them have one emulator. */
    private static final AtomicInteger RUNS = new AtomicInteger();

    @TempDir
    Path folder;

    private final String prefix = "fleet" + RUNS.incrementAndGet();
    private Account account;
    private Program program;

    @BeforeEach
    void writeRepository() throws IOException {
        URI endpoint = Emulators.strict();
        Roles.create(endpoint);
        account = new Account(endpoint);
        StringBuilder file = new StringBuilder("""
                defaults:
                  app-s3-bucket: fleet-artifacts
                  builder: host
                  function-layer-name: %1$s-deps
                  function-name-pattern: "%1$s-{function}"
                functions:
                """.formatted(prefix));
        for (String function : FUNCTIONS) {
            write(function + "/src/app.py", "def handler(event, context):\n    return '" + function + "'\n");
            write(function + "/requirements.txt", "greeting==1.0\n");
            file.append("  %1$s:\n    app-src-path: %1$s/src\n".formatted(function))
                    .append("    app-packages-descriptor-path: %s/requirements.txt\n".formatted(function));
            account.provision("fleet-artifacts", prefix + "-" + function, "python3.11", "app.handler");
        }
        file.append("  gone:\n    app-src-path: orders/src\n    after: [mail]\n");
        file.append("  later:\n    app-src-path: orders/src\n    after: [gone]\n");
        write("lambda-ci.yml", file.toString());
        Map<String, String> environment = new TreeMap<>(Account.environment(endpoint));
        environment.put("PATH", StandInPip.path(folder.resolve("tools")));
        program = new Program(folder, environment);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void functionsWithTheSameDependenciesShareALayerAndOneFailureStopsOnlyWhatDependsOnIt() throws IOException {
        Program.Outcome first = release("1");

        assertThat(first.exitCode()).as(first.toString()).isEqualTo(2);
        for (String function : FUNCTIONS) {
            assertThat(account.layers(prefix + "-" + function, "latest"))
                    .singleElement()
                    .asString()
                    .endsWith(":layer:" + prefix + "-deps:1");
        }
        assertThat(first.stdout().lines())
                .hasSize(4)
                .allMatch(arn -> arn.matches("arn:aws:lambda:us-east-1:\\d+:function:fleet\\d-\\w+:2"));
        assertThat(first.stderr())
                .contains("there is no function '" + prefix + "-gone'")
                .contains("later      not begun, because of gone")
                .contains("6 functions: 1 failed, 1 not begun, 4 published");

        write("mail/src/app.py", "def handler(event, context):\n    return 'changed'\n");
        Program.Outcome second = release("2");

        assertThat(second.stderr())
                .as(second.toString())
                .contains("6 functions: 1 failed, 1 not begun, 1 published, 3 unchanged");
        assertThat(account.alias(prefix + "-mail").functionVersion()).isEqualTo("3");
        assertThat(account.alias(prefix + "-orders").functionVersion()).isEqualTo("2");
    }

    @Test
    void noneBecomesLiveIfOneIsRefused() throws IOException {
        String[] atomic = {
            "--function", "customers,orders,mail,reports", "--atomic", "--smoke-payload", "{}", "--source-version", "1"
        };
        write("reports/src/app.py", "def handler(event, context):\n    raise ValueError('no reports today')\n");
        Program.Outcome refused = run(atomic);

        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
        assertThat(refused.stderr())
                .contains("reports    FAILED")
                .contains("no reports today")
                .contains("version 2 is published, and alias 'latest' was left at version 1")
                .contains("4 functions: 1 failed, 3 held back");
        for (String function : FUNCTIONS) {
            assertThat(account.alias(prefix + "-" + function).functionVersion()).isEqualTo("1");
        }

        write("reports/src/app.py", "def handler(event, context):\n    return 'reports'\n");
        Program.Outcome mended = run(atomic);

        assertThat(mended.exitCode()).as(mended.toString()).isZero();
        assertThat(mended.stderr()).contains("4 functions: 4 published");
        for (String function : FUNCTIONS) {
            assertThat(account.alias(prefix + "-" + function).functionVersion()).isNotEqualTo("1");
        }
    }

    private Program.Outcome release(String sourceVersion) {
        return run("--source-version", sourceVersion, "--parallelism", "3");
    }

    private Program.Outcome run(String... words) {
        return program.run(Stream.concat(Stream.of("--config", "lambda-ci.yml"), Stream.of(words))
                .toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

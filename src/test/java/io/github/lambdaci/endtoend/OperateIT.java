package io.github.lambdaci.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.endtoend.Program.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users do with a function after it was shipped: they invoke it and read its logs, with the packaged program. */
@Timeout(300)
class OperateIT {
    private static final String CODE = """
            import json
            def handler(event, context):
                print("release %s got " + json.dumps(event, ensure_ascii=False))
                if event.get("fail"):
                    raise ValueError("told to fail")
                return {"release": %s, "event": event}
            """;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource(Target.class)
    void functionIsInvokedAndItsLogsAreRead(Target target) throws Exception {
        try (Target.Running aws = target.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            String bucket = "artifacts-operate-"
                    + target.name().toLowerCase(Locale.ROOT).replace('_', '-');
            account.provision(bucket, "operated", "python3.12", "app.handler");
            Map<String, String> environment = new TreeMap<>(account.environment());
            environment.put("LC_ALL", "C.UTF-8");
            new Operation(bucket, environment).run(target);
        }
    }

    /** What is done with one function, in its order. */
    private final class Operation {
        private final String bucket;
        private final Map<String, String> environment;
        private final Program program;

        Operation(String bucket, Map<String, String> environment) throws IOException {
            this.bucket = bucket;
            this.environment = environment;
            this.program = new Program(Files.createDirectory(temporary.resolve("project")), environment);
        }

        void run(Target target) throws Exception {
            functionThatNeverRanHasNoLog();
            ship("1");
            answersComeFromAllKindsOfPayloads();
            failureOfTheFunctionIsTold();
            if (target == Target.STRICT_EMULATOR) {
                // The times in its logs are no integers (moto 5.2.1), which the SDK refuses to read.
                return;
            }
            nothingIsRunByADryRun();
            queuedEventIsFoundInTheLog();
            linesAreFilteredAndMachineReadable();
            ship("2");
            eachVersionHasItsOwnLines();
            logIsFollowedUntilItIsInterrupted();
        }

        private void ship(String release) throws IOException {
            Path code = Files.createDirectories(program.folder().resolve("src")).resolve("app.py");
            Files.writeString(code, CODE.formatted(release, release));
            Outcome shipped = program.run(
                    "--app-s3-bucket=" + bucket,
                    "--function-name=operated",
                    "--app-src-path=src",
                    "--builder=host",
                    "--source-version=" + release);
            assertThat(shipped.exitCode()).as(shipped.toString()).isZero();
        }

        private Outcome invoke(String... more) {
            return program.run(arguments("invoke", more));
        }

        private Outcome logs(String... more) {
            return program.run(arguments("logs", more));
        }

        private void functionThatNeverRanHasNoLog() {
            Outcome none = logs();
            assertThat(none.exitCode()).as(none.toString()).isZero();
            assertThat(none.stdout()).isEmpty();
            assertThat(none.stderr()).contains("operated has not logged anything yet", "/aws/lambda/operated");
        }

        private void answersComeFromAllKindsOfPayloads() throws IOException {
            Outcome inline = invoke("{\"name\": \"Grüße 你好\"}");
            assertThat(inline.exitCode()).as(inline.toString()).isZero();
            assertThat(json(inline.stdout()).path("event").path("name").asText())
                    .isEqualTo("Grüße 你好");
            assertThat(inline.stderr()).contains("  [log]  START RequestId", "invoke   version 2 of operated answered");

            Path event = Files.writeString(program.folder().resolve("event.json"), "{\"from\": \"file\"}\n");
            Path answer = program.folder().resolve("answer.json");
            Outcome file = invoke("@" + event, "--output-file", answer.toString());
            assertThat(file.exitCode()).as(file.toString()).isZero();
            assertThat(file.stdout()).isEmpty();
            assertThat(json(Files.readString(answer)).path("event").path("from").asText())
                    .isEqualTo("file");

            Process piped = program.start(arguments("invoke", "-", "--output=json", "--no-log-tail"));
            try (OutputStream in = piped.getOutputStream()) {
                in.write("{\"from\": \"stdin\"}".getBytes(UTF_8));
            }
            Outcome stdin = program.outcome(piped);
            assertThat(stdin.exitCode()).as(stdin.toString()).isZero();
            JsonNode document = json(stdin.stdout());
            assertThat(document.path("executedVersion").asText()).isEqualTo("2");
            assertThat(document.path("payload").path("event").path("from").asText())
                    .isEqualTo("stdin");
            assertThat(stdin.stderr()).doesNotContain("[log]");
        }

        private void failureOfTheFunctionIsTold() throws IOException {
            Outcome failed = invoke("{\"fail\": true}");
            assertThat(failed.exitCode()).as(failed.toString()).isEqualTo(1);
            assertThat(json(failed.stdout()).path("errorType").asText()).isEqualTo("ValueError");
            assertThat(failed.stderr())
                    .contains("ERROR version 2 of operated failed: ValueError: told to fail")
                    .contains("lambda-ci logs --function-name operated --qualifier 2");
        }

        private void nothingIsRunByADryRun() {
            Outcome dry = invoke("--type=dry-run", "{\"dry\": true}");
            assertThat(dry.exitCode()).as(dry.toString()).isZero();
            assertThat(dry.stdout()).isEmpty();
            assertThat(logs("--since=1h").stdout()).doesNotContain("dry");
        }

        private void queuedEventIsFoundInTheLog() {
            Outcome queued = invoke("--type=event", "{\"from\": \"queue\"}");
            assertThat(queued.exitCode()).as(queued.toString()).isZero();
            assertThat(queued.stdout()).isEmpty();
            Outcome found;
            do {
                found = logs("--since=5m");
                assertThat(found.exitCode()).as(found.toString()).isZero();
            } while (!found.stdout().contains("release 1 got {\"from\": \"queue\"}"));
            assertThat(found.stdout().lines().findFirst().orElseThrow())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z  .+");
        }

        private void linesAreFilteredAndMachineReadable() throws IOException {
            Outcome found = logs("--since=1h", "--filter=\"你好\"", "--output=json");
            assertThat(found.exitCode()).as(found.toString()).isZero();
            List<String> lines = found.stdout().lines().toList();
            assertThat(lines).hasSize(1);
            JsonNode line = json(lines.get(0));
            assertThat(line.path("version").asText()).isEqualTo("2");
            assertThat(line.path("message").asText()).contains("release 1 got {\"name\": \"Grüße 你好\"}");
        }

        private void eachVersionHasItsOwnLines() {
            assertThat(invoke("{\"to\": \"two\"}").stdout()).contains("\"release\": 2");
            assertThat(logs("--since=1h").stdout()).contains("release 2 got").doesNotContain("release 1 got");
            assertThat(logs("--since=1h", "--qualifier=2").stdout())
                    .contains("release 1 got")
                    .doesNotContain("release 2 got");
            assertThat(logs("--since=1h", "--all-versions").stdout())
                    .contains("  [2]  release 1 got", "  [3]  release 2 got");
        }

        private void logIsFollowedUntilItIsInterrupted() throws IOException, InterruptedException {
            Process following = start("--follow", "--since=10m");
            Program other = new Program(Files.createDirectory(temporary.resolve("other")), environment);
            try (BufferedReader lines = following.inputReader(UTF_8)) {
                assertThat(other.run(arguments("invoke", "{\"while\": \"followed\"}"))
                                .exitCode())
                        .isZero();
                String line = lines.readLine();
                while (!line.contains("release 2 got {\"while\": \"followed\"}")) {
                    line = lines.readLine();
                    assertThat(line).as("a line").isNotNull();
                }
                assertThat(new ProcessBuilder("kill", "-INT", Long.toString(following.pid()))
                                .start()
                                .waitFor())
                        .isZero();
                assertThat(following.waitFor()).isZero();
            } finally {
                following.destroyForcibly();
            }
        }

        private Process start(String... more) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(program.command(arguments("logs", more)));
            builder.environment().putAll(environment);
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            return builder.start();
        }
    }

    private static List<String> arguments(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--function-name=operated"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}

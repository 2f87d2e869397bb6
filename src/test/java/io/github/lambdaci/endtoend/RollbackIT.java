package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Releases, the ways back from them, and after each what AWS and the function itself say. */
class RollbackIT {
    private static final String BUCKET = "artifacts-rollback";
    private static final String FUNCTION = "orders-rollback";

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource(Target.class)
    void waysBack(Target target) throws Exception {
        try (Target.Running aws = target.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            new Life(account, Files.createDirectory(temporary.resolve("project"))).live();
        }
    }

    /** The sequence; version 1 is Terraform's, and the code of each release answers with its name. */
    private static final class Life {
        private final Account account;
        private final Path folder;
        private final Program program;

        Life(Account account, Path folder) {
            this.account = account;
            this.folder = folder;
            this.program = new Program(folder, account.environment());
        }

        void live() throws IOException {
            account.provision(BUCKET, FUNCTION, "python3.11", "app.handler");
            firstReleaseHasNothingRecordedBefore();
            threeReleases();
            thereAndBackAgain();
            byNumberAndBySourceVersion();
            rolledBackReleaseIsNotShippedAgain();
            deletedVersionsAreNotGuessedAround();
            sharedTraffic();
            everyOutcomeCanBeRead();
        }

        private void firstReleaseHasNothingRecordedBefore() {
            Outcome outcome = rollback();
            assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(2);
            assertThat(outcome.stderr()).contains("is not recorded in s3://" + BUCKET, "there is no other version");
        }

        private void threeReleases() throws IOException {
            assertLive(done(ship("v1")), "2", "v1");
            assertLive(done(ship("v2")), "3", "v2");
            assertLive(done(ship("v3")), "4", "v3");
        }

        private void thereAndBackAgain() {
            assertLive(done(rollback()), "3", "v2");
            Outcome undone = done(rollback());
            assertLive(undone, "4", "v3");
            assertThat(undone.stderr()).contains("this undoes it");
        }

        private void byNumberAndBySourceVersion() {
            assertLive(done(rollback("--to", "2")), "2", "v1");
            assertLive(done(rollback("--to", "v2", "--smoke-payload", "{}", "--smoke-expect", "\"v2\"")), "3", "v2");
            Outcome same = done(rollback("--to", "3"));
            assertThat(same.stderr()).contains("Nothing to do");
            assertLive(same, "3", "v2");
            Outcome unlike = rollback("--to", "v3", "--smoke-payload", "{}", "--smoke-expect", "\"v2\"");
            assertThat(unlike.exitCode()).as(unlike.toString()).isEqualTo(3);
            assertThat(account.invoke(FUNCTION)).contains("v2");
            Outcome unknown = rollback("--to", "v9");
            assertThat(unknown.exitCode()).as(unknown.toString()).isEqualTo(2);
            assertThat(unknown.stderr()).contains("there is no published version 'v9'", "4 (v3)", "2 (v1)");
        }

        private void rolledBackReleaseIsNotShippedAgain() throws IOException {
            done(rollback("--to", "v3"));
            assertLive(done(rollback()), "3", "v2");
            Outcome again = ship("v3");
            assertThat(again.exitCode()).as(again.toString()).isEqualTo(3);
            assertThat(again.stderr()).contains("what was rolled back", "lambda-ci rollback --to 4");
            assertThat(account.invoke(FUNCTION)).contains("v2");
            assertLive(done(ship("v4")), "5", "v4");
            assertLive(done(rollback()), "3", "v2");
            assertLive(done(rollback()), "5", "v4");
        }

        private void deletedVersionsAreNotGuessedAround() {
            account.lambda()
                    .deleteFunction(request -> request.functionName(FUNCTION).qualifier("3"));
            Outcome outcome = rollback();
            assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(2);
            assertThat(outcome.stderr())
                    .contains("version 3, which was live before version 5, does not exist any more")
                    .contains("4 (v3), 2 (v1)");
            assertThat(account.invoke(FUNCTION)).contains("v4");
        }

        private void sharedTraffic() throws IOException {
            assertLive(done(ship("v5")), "6", "v5");
            account.lambda()
                    .updateAlias(request -> request.functionName(FUNCTION)
                            .name("latest")
                            .functionVersion("6")
                            .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.5))));
            Outcome outcome = done(rollback());
            assertLive(outcome, "6", "v5");
            assertThat(outcome.stderr()).contains("stays at 6 with all traffic");
            assertLive(done(rollback()), "5", "v4");
        }

        private void everyOutcomeCanBeRead() {
            Outcome versions = done(run(List.of("versions")));
            assertThat(versions.stdout().lines().toList()).hasSize(6).satisfies(lines -> {
                assertThat(lines.get(0)).startsWith("version  published");
                assertThat(lines.get(1)).startsWith("6 ").endsWith("(rolled back)");
                assertThat(lines.get(2)).startsWith("5 ").contains(" v4 ").endsWith("latest");
                assertThat(lines.get(3)).startsWith("4 ");
                assertThat(lines.get(4)).startsWith("2 ").endsWith("(rolled back)");
            });
            Outcome status = done(run(List.of("status", "--app-src-path", "src", "--source-version", "x")));
            assertThat(status.stdout())
                    .contains("latest -> version 5", "by a rollback of version 6")
                    .contains("a run now      would be refused: it would ship version 6 again");
            assertThat(done(run(List.of("status", "--output", "json"))).stdout())
                    .contains("\"version\": \"5\"", "\"by\": \"rollback\"", "\"latest-differs\"");
        }

        private Outcome ship(String version) throws IOException {
            Files.createDirectories(folder.resolve("src"));
            Files.writeString(
                    folder.resolve("src/app.py"), "def handler(event, context):\n    return '" + version + "'\n");
            return run(List.of("--app-src-path", "src", "--source-version", version, "--builder", "host"));
        }

        private Outcome rollback(String... more) {
            List<String> arguments = new ArrayList<>(List.of("rollback"));
            arguments.addAll(List.of(more));
            return run(arguments);
        }

        private Outcome run(List<String> arguments) {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of("--app-s3-bucket", BUCKET, "--function-name", FUNCTION));
            return program.run(all);
        }

        private static Outcome done(Outcome outcome) {
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
            return outcome;
        }

        private void assertLive(Outcome outcome, String version, String code) {
            assertThat(outcome.stdout()).endsWith(":function:" + FUNCTION + ":" + version + "\n");
            assertThat(account.alias(FUNCTION).functionVersion()).isEqualTo(version);
            assertThat(account.weights(FUNCTION)).isEmpty();
            assertThat(account.invoke(FUNCTION)).isEqualTo("\"" + code + "\"");
        }
    }
}

package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.endtoend.CodeBuildHost.Build;
import io.github.lambdaci.json.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions are spread over builds, and the builds are run as CodeBuild and GitHub Actions run them. */
class MatrixIT {
    private static final JsonNode BUILDSPEC = CiFile.read("buildspec.yml");
    private static final JsonNode SPREADING = CiFile.read("examples/codebuild/buildspec-spread.yml");
    private static final JsonNode WORKFLOW = CiFile.read("examples/github-actions/release-many.yml");
    private static final String BUCKET = "artifacts-matrix";
    private static final List<String> FUNCTIONS = List.of("orders", "mail", "reports", "audit");
    private static final Pattern MILLISECONDS = Pattern.compile("\"milliseconds\" : (\\d+)");

    @TempDir
    Path temporary;

    private Path checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Files.createDirectories(temporary.resolve("checkout"));
        StringBuilder file = new StringBuilder("""
                defaults:
                  app-s3-bucket: %s
                  function-name-pattern: "{function}-{environment}"
                functions:
                """.formatted(BUCKET));
        for (String function : FUNCTIONS) {
            code(function, "one");
            file.append("  %1$s: {app-src-path: %1$s%2$s}\n"
                    .formatted(function, function.equals("audit") ? ", after: [reports]" : ""));
        }
        CiFile.write(checkout.resolve("lambda-ci.yml"), file + "environments:\n  spread: {}\n");
    }

    private void code(String function, String answer) {
        CiFile.write(
                checkout.resolve(function).resolve("app.py"),
                "def handler(event, context):\n    return '" + answer + "'\n");
    }

    private interface InAccount {
        void run(Account account) throws Exception;
    }

    private void inAnAccount(Target target, InAccount steps) throws Exception {
        try (Target.Running aws = target.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            for (String function : FUNCTIONS) {
                account.provision(BUCKET, function + "-spread", "python3.11", "app.handler");
            }
            steps.run(account);
        }
    }

    private Program.Outcome matrix(Account account, String... more) {
        List<String> words = new ArrayList<>(
                List.of("matrix", "--config", "lambda-ci.yml", "--environment", "spread", "--exit-code"));
        words.addAll(List.of(more));
        return new Program(checkout, new TreeMap<>(account.environment())).run(words.toArray(String[]::new));
    }

    private static JsonNode builds(Program.Outcome outcome) throws IOException {
        return JsonTree.read(outcome.stdout()).required("batch").required("build-list");
    }

    /** Each build has the project's variables and those of the list. */
    private Build build(Account account, JsonNode entry) throws IOException {
        Map<String, String> project = project(account);
        CiFile.members(entry.required("env").required("variables"))
                .forEach((name, value) -> project.put(name, value.asText()));
        return new CodeBuildHost(BUILDSPEC, checkout).run(project);
    }

    private static Map<String, String> project(Account account) throws IOException {
        Map<String, String> project = new TreeMap<>(account.environment());
        project.put("AWS_DEFAULT_REGION", "us-east-1");
        project.put("LAMBDA_CI_JAR", SharedClasses.JAR.toUri().toString());
        project.put("LAMBDA_CI_JAR_SHA256", Sha256.of(SharedClasses.JAR).hex());
        return project;
    }

    private static String functions(JsonNode entry) {
        return entry.at("/env/variables/LAMBDA_CI_FUNCTIONS").asText();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void batchShipsEverythingFirstAndThenWhatChangedBalancedByWhatItTook(Target target) throws Exception {
        inAnAccount(target, account -> {
            Program.Outcome all = matrix(account, "--builds", "3");
            assertThat(all.exitCode()).as(all.toString()).isEqualTo(4);
            assertThat(builds(all)).extracting(MatrixIT::functions).containsExactly("reports,audit", "orders", "mail");
            assertThat(all.stderr()).contains("4 functions in 3 builds", "* an estimate");
            for (JsonNode entry : builds(all)) {
                Build build = build(account, entry);
                assertThat(build.phases()).as(build.outcome().toString()).isEqualTo(Map.of("install", 0, "build", 0));
            }
            for (String function : FUNCTIONS) {
                assertThat(account.alias(function + "-spread").functionVersion())
                        .isEqualTo("2");
            }

            Program.Outcome nothing = matrix(account);
            assertThat(nothing.exitCode()).as(nothing.toString()).isZero();
            assertThat(builds(nothing)).isEmpty();
            assertThat(nothing.stderr()).endsWith("Nothing is to be done: no build is needed\n");

            takes(account, "orders", 9_000);
            takes(account, "mail", 4_000);
            takes(account, "reports", 4_000);
            for (String function : List.of("orders", "mail", "reports")) {
                code(function, "two");
            }
            Program.Outcome changed = matrix(account, "--builds", "2");
            assertThat(builds(changed)).extracting(MatrixIT::functions).containsExactly("orders", "mail,reports");
            assertThat(changed.stderr())
                    .contains(
                            "3 functions in 2 builds, nothing to do for 1 other; the longest has 9.0 s of work, evenly "
                                    + "spread it is 8.5 s")
                    .doesNotContain("estimate");
        });
    }

    /** CodeBuild is not emulated: what it is asked for is. */
    @Test
    void firstBuildStartsABatchIfThereIsAnythingToDo() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            Path asked = temporary.resolve("asked");
            Path aws = CiFile.write(
                    temporary.resolve("tools/aws"), "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + asked + "'\n");
            assertThat(aws.toFile().setExecutable(true)).isTrue();
            Map<String, String> project = project(account);
            project.put("PATH", aws.getParent() + ":" + System.getenv("PATH"));
            project.put("LAMBDA_CI_ENVIRONMENT", "spread");
            project.put("BATCH_PROJECT", "ship-many");

            Build first = new CodeBuildHost(SPREADING, checkout).run(project);

            assertThat(first.phases()).as(first.outcome().toString()).isEqualTo(Map.of("install", 0, "build", 0));
            assertThat(first.exported()).isEqualTo(Map.of("LAMBDA_CI_CHANGED", "true"));
            assertThat(asked)
                    .content()
                    .startsWith("codebuild\nstart-build-batch\n--project-name\nship-many\n--source-version\n4f2c9ab0")
                    .endsWith("--buildspec-override\nfile://.lambda-ci/batch.yml\n");
            JsonNode list = CiFile.read(checkout.resolve(".lambda-ci/batch.yml").toString())
                    .at("/batch/build-list");
            assertThat(list).hasSize(3);
            for (JsonNode entry : list) {
                assertThat(build(account, entry).phases()).containsEntry("build", 0);
            }

            Files.delete(asked);
            Build again = new CodeBuildHost(SPREADING, checkout).run(project);

            assertThat(again.phases()).as(again.outcome().toString()).isEqualTo(Map.of("install", 0, "build", 0));
            assertThat(again.exported()).isEqualTo(Map.of("LAMBDA_CI_CHANGED", "false"));
            assertThat(asked).doesNotExist();

            Files.delete(checkout.resolve("lambda-ci.yml"));
            Build wrong = new CodeBuildHost(SPREADING, checkout).run(project);

            assertThat(wrong.phases()).containsEntry("build", 2);
            assertThat(asked).doesNotExist();
        });
    }

    @Test
    void gitHubReleasesInAsManyJobsAsTheMatrixHasAndInNoneIfItIsEmpty() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            GitHubHost host = new GitHubHost(WORKFLOW, checkout, "push", settings());
            String matrix = spread(host, account);
            assertThat(host.runs("release")).isTrue();
            for (JsonNode include : JsonTree.read(matrix).required("include")) {
                CiFile.members(include).forEach((name, value) -> host.give("matrix." + name, value.asText()));
                assertThat(host.run("release", account.environment())
                                .step("Release")
                                .exitCode())
                        .isZero();
            }
            for (String function : FUNCTIONS) {
                assertThat(account.alias(function + "-spread").functionVersion())
                        .isEqualTo("2");
            }

            GitHubHost later = new GitHubHost(WORKFLOW, checkout, "push", settings());
            assertThat(spread(later, account)).isEqualTo("{\"include\":[]}");
            assertThat(later.runs("release")).isFalse();
        });
    }

    private static String spread(GitHubHost host, Account account) {
        GitHubHost.Job job = host.run("spread", account.environment());
        assertThat(job.step("Spread the functions").exitCode())
                .as(job.steps().toString())
                .isZero();
        String matrix = Objects.requireNonNull(job.outputs().get("matrix"));
        host.give("needs.spread.outputs.matrix", matrix);
        return matrix;
    }

    private static Map<String, String> settings() throws IOException {
        return Map.of(
                "AWS_REGION",
                "us-east-1",
                "LAMBDA_CI_ENVIRONMENT",
                "spread",
                "LAMBDA_CI_JAR",
                SharedClasses.JAR.toUri().toString(),
                "LAMBDA_CI_JAR_SHA256",
                Sha256.of(SharedClasses.JAR).hex());
    }

    /** As if the last run had taken so long; that it is recorded is seen on the way. */
    private static void takes(Account account, String function, int milliseconds) throws IOException {
        String key = "lambda-ci/" + function + "-spread/latest/latest.json";
        Matcher recorded = MILLISECONDS.matcher(account.text(BUCKET, key));
        assertThat(recorded.find()).isTrue();
        Path file = Files.createTempFile("marker", ".json");
        Files.writeString(file, recorded.replaceFirst("\"milliseconds\" : " + milliseconds));
        account.upload(BUCKET, key, file);
        Files.delete(file);
    }
}

package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.endtoend.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for other CI services than CodeBuild: their own commands, run as these services run them. */
class CiExamplesIT {
    private static final JsonNode GITHUB = CiFile.read("examples/github-actions/release.yml");
    private static final JsonNode GITLAB = CiFile.read("examples/gitlab-ci/.gitlab-ci.yml");
    private static final String BUCKET = "artifacts-examples";
    private static final String FUNCTION = "orders-examples";

    @TempDir
    Path temporary;

    private Path checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Files.createDirectories(temporary.resolve("checkout"));
        code("return 'one'");
    }

    private void code(String body) {
        CiFile.write(checkout.resolve("src/app.py"), "def handler(event, context):\n    " + body + "\n");
    }

    private interface InAccount {
        void run(Account account) throws Exception;
    }

    private void inAnAccount(Target target, InAccount steps) throws Exception {
        try (Target.Running aws = target.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            account.provision(BUCKET, FUNCTION, "python3.11", "app.handler");
            steps.run(account);
        }
    }

    /** What people put into the settings of a repository or a project. */
    private static Map<String, String> settings(String... more) throws IOException {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "APP_S3_BUCKET",
                BUCKET,
                "FUNCTION_NAME",
                FUNCTION,
                "AWS_REGION",
                "us-east-1",
                "AWS_ROLE_ARN",
                "arn:aws:iam::123456789012:role/" + Roles.NAME,
                "LAMBDA_CI_JAR",
                SharedClasses.JAR.toUri().toString(),
                "LAMBDA_CI_JAR_SHA256",
                Sha256.of(SharedClasses.JAR).hex()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    @Test
    void gitHubShipsWhatIsPushed() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            GitHubHost host = new GitHubHost(GITHUB, checkout, "push", settings());
            assertThat(host.runs("release")).isTrue();
            assertThat(host.runs("plan")).isFalse();
            GitHubHost.Job job = host.run("release", account.environment());
            assertThat(job.steps())
                    .as(job.steps().toString())
                    .containsOnlyKeys("Install lambda-ci", "Release", "Announce the release")
                    .allSatisfy(
                            (name, outcome) -> assertThat(outcome.exitCode()).isZero());
            assertThat(job.step("Announce the release").stdout())
                    .isEqualTo("::notice title=" + FUNCTION + "::version 2 is live\n");
            assertThat(job.outputs()).isEqualTo(Map.of("version", "2"));
            assertThat(job.summary()).startsWith("## " + FUNCTION + " is live at version 2 (alias latest)");
            assertThat(account.invoke(FUNCTION)).isEqualTo("\"one\"");

            GitHubHost.Job again =
                    new GitHubHost(GITHUB, checkout, "push", settings()).run("release", account.environment());
            assertThat(again.steps()).containsOnlyKeys("Install lambda-ci", "Release");
            assertThat(again.outputs()).isEqualTo(Map.of("version", "2"));
        });
    }

    @Test
    void gitHubFailsWithTheReleaseAndSaysWhy() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            code("raise RuntimeError('broken on purpose')");
            Map<String, String> environment = new TreeMap<>(account.environment());
            environment.put("LAMBDA_CI_SMOKE_PAYLOAD", "{}");
            GitHubHost.Job job = new GitHubHost(GITHUB, checkout, "push", settings()).run("release", environment);
            assertThat(job.steps()).containsOnlyKeys("Install lambda-ci", "Release", "Say that it failed");
            assertThat(job.step("Release").exitCode()).isEqualTo(3);
            assertThat(job.summary()).contains("was refused: live traffic is on the old version", "broken on purpose");
            assertThat(account.alias(FUNCTION).functionVersion()).isEqualTo("1");
        });
    }

    @Test
    void gitHubPlansPullRequests() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            GitHubHost host = new GitHubHost(GITHUB, checkout, "pull_request", settings());
            assertThat(host.runs("release")).isFalse();
            assertThat(host.runs("plan")).isTrue();
            GitHubHost.Job job = host.run("plan", account.environment());
            assertThat(job.steps())
                    .allSatisfy((name, outcome) -> assertThat(outcome.exitCode())
                            .as(outcome.toString())
                            .isZero());
            assertThat(job.summary()).startsWith("## " + FUNCTION + " would be released");
            assertThat(account.objects(BUCKET)).isEmpty();
        });
    }

    @Test
    void gitHubStopsAtAWrongChecksum() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            Map<String, String> settings = settings("LAMBDA_CI_JAR_SHA256", "0".repeat(64));
            GitHubHost.Job job =
                    new GitHubHost(GITHUB, checkout, "push", settings).run("release", account.environment());
            assertThat(job.steps()).containsOnlyKeys("Install lambda-ci");
            assertThat(account.alias(FUNCTION).functionVersion()).isEqualTo("1");
        });
    }

    /** Without any keys: lambda-ci takes the role with the job's token. */
    @Test
    void gitLabShipsWithTheRoleOfItsToken() throws Exception {
        inAnAccount(Target.STRICT_EMULATOR, account -> {
            Map<String, String> project = settings(
                    "AWS_ENDPOINT_URL", String.valueOf(account.environment().get("AWS_ENDPOINT_URL")));
            GitLabHost host = new GitLabHost(GITLAB, checkout, project);
            Outcome release = host.run("release");
            assertThat(release.exitCode()).as(release.toString()).isZero();
            assertThat(account.alias(FUNCTION).functionVersion()).isEqualTo("2");
            assertThat(host.run("announce").stdout()).isEqualTo(FUNCTION + " published, version 2 is live\n");
            assertThat(checkout.resolve(
                            GITLAB.at("/release/artifacts/reports/junit").asText()))
                    .isNotEmptyFile();
            assertThat(checkout.resolve(GITLAB.at("/release/artifacts/paths/0").asText()))
                    .isNotEmptyFile();
        });
    }

    @Test
    void gitLabFailsWithTheRelease() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            code("raise RuntimeError('broken on purpose')");
            Map<String, String> project = settings("LAMBDA_CI_SMOKE_PAYLOAD", "{}");
            project.putAll(account.environment());
            GitLabHost host = new GitLabHost(GITLAB, checkout, project);
            Outcome release = host.run("release");
            assertThat(release.exitCode()).as(release.toString()).isEqualTo(3);
            assertThat(host.run("announce").stdout()).startsWith(FUNCTION + " refused");
            assertThat(checkout.resolve(GITLAB.at("/release/artifacts/paths/0").asText()))
                    .content()
                    .contains("broken on purpose");
        });
    }

    @Test
    void gitLabStopsAtAWrongChecksum() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            Map<String, String> project = settings("LAMBDA_CI_JAR_SHA256", "0".repeat(64));
            project.putAll(account.environment());
            assertThat(new GitLabHost(GITLAB, checkout, project).run("release").exitCode())
                    .isNotZero();
            assertThat(account.objects(BUCKET)).isEmpty();
        });
    }
}

package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.testing.Emulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with a configuration file, in front of an emulator that enforces policies. */
class ConfigFileIT {
    private static final String ROLE = "arn:aws:iam::123456789012:role/release";

    @TempDir
    Path folder;

    @BeforeEach
    void writeRepository() throws IOException {
        for (String function : new String[] {"orders", "mailer"}) {
            Files.writeString(
                    Files.createDirectories(folder.resolve(function)).resolve("app.py"),
                    "def handler(event, context):\n    return '" + function + "'\n");
        }
        Files.writeString(folder.resolve("lambda-ci.yml"), """
                defaults:
                  app-s3-bucket: ${ssm:/lambda-ci/bucket}
                  function-name-pattern: "{function}-{environment}"
                  source-version: "1.4.0"
                functions:
                  orders:
                    app-src-path: orders
                    build-env: ["TOKEN=${secret:lambda-ci/token}"]
                  mailer:
                    app-src-path: mailer
                    after: orders
                environments:
                  qa:
                    aws-role-arn: %s
                """.formatted(ROLE));
    }

    @Test
    void functionsAreShippedAsARoleToWhereTheFileSays() {
        URI endpoint = Emulators.strictWithPolicies();
        Iam.createRole(endpoint, "release");
        Iam.allowRole(endpoint, "release", policy("*", "*"));
        keep(
                endpoint,
                "ssm",
                "AmazonSSM.PutParameter",
                "/lambda-ci/bucket",
                "\"Value\":\"artifacts\",\"Type\":\"String\"");
        keep(endpoint, "secretsmanager", "secretsmanager.CreateSecret", "lambda-ci/token", "\"SecretString\":\"hush\"");
        Roles.create(endpoint);
        try (Account account = new Account(endpoint)) {
            account.provision("artifacts", "orders-qa", "python3.11", "app.handler");
            // Root may assume every role, and from then on has no more rights than it.
            Program program = program(endpoint, Map.of());

            Program.Outcome shipped =
                    program.run("--config", "lambda-ci.yml", "--environment", "qa", "--function", "orders");

            assertThat(shipped.exitCode()).as(shipped.toString()).isZero();
            assertThat(account.alias("orders-qa").functionVersion()).isEqualTo("2");
            Program.Outcome shown = program.run("config", "--environment", "qa");
            assertThat(shown.stdout())
                    .contains("artifacts", "mailer-qa", "lambda-ci.yml:8:5 (secret)")
                    .doesNotContain("hush");
            Program.Outcome status =
                    program.run("status", "--config", "lambda-ci.yml", "--environment", "qa", "--function", "orders");
            assertThat(status.stdout())
                    .as(status.toString())
                    .contains("a run now      would change nothing: code unchanged, no dependencies");
        }
    }

    @Test
    void aRoleThatMayNotBeAssumedEndsTheRunBeforeAnythingIsDone() {
        URI endpoint = Emulators.strictWithPolicies();
        Iam.createRole(endpoint, "release");
        Iam user = Iam.createUser(endpoint, "ci");
        user.allow(policy("s3:*", "*"));

        Program.Outcome refused = program(endpoint, user.credentials())
                .run("--config", "lambda-ci.yml", "--environment", "qa", "--function", "orders");

        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.stderr())
                .contains(
                        ": assuming role " + ROLE + " failed: arn:aws:iam::123456789012:user/ci may not assume it",
                        "its trust policy allows arn:aws:iam::123456789012:user/ci");
    }

    private Program program(URI endpoint, Map<String, String> credentials) {
        Map<String, String> environment = new TreeMap<>(Account.environment(endpoint));
        environment.putAll(credentials);
        return new Program(folder, environment);
    }

    private static String policy(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}]}";
    }

    private static void keep(URI endpoint, String service, String target, String name, String value) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20261121/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString("{\"Name\":\"" + name + "\"," + value + "}"))
                .build();
        try {
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

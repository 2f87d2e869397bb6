package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.endtoend.CodeBuildHost.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/** The repository's own buildspec, run as CodeBuild runs it. */
class BuildspecIT {
    private static final String BUCKET = "artifacts-buildspec";
    private static final String FUNCTION = "orders-buildspec";
    private static final JsonNode BUILDSPEC = CiFile.read("buildspec.yml");

    @TempDir
    Path temporary;

    private Path checkout;
    private String checksum;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Files.createDirectories(temporary.resolve("checkout"));
        checksum = Sha256.of(SharedClasses.JAR).hex();
        code("return 'one'");
    }

    private void code(String body) {
        CiFile.write(checkout.resolve("app.py"), "def handler(event, context):\n    " + body + "\n");
    }

    private Build build(Account account, Map<String, String> more) {
        Map<String, String> project = new TreeMap<>(account.environment());
        project.put("AWS_DEFAULT_REGION", "us-east-1");
        project.put("APP_S3_BUCKET", BUCKET);
        project.put("FUNCTION_NAME", FUNCTION);
        project.put("LAMBDA_CI_JAR", SharedClasses.JAR.toUri().toString());
        project.put("LAMBDA_CI_JAR_SHA256", checksum);
        project.putAll(more);
        return new CodeBuildHost(BUILDSPEC, checkout).run(project);
    }

    private interface InAccount {
        void in(Account account) throws Exception;
    }

    private void inAnAccount(Target target, InAccount steps) throws Exception {
        try (Target.Running aws = target.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            account.provision(BUCKET, FUNCTION, "python3.11", "app.handler");
            steps.in(account);
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void releaseIsShippedAndToldToTheNextActions(Target target) throws Exception {
        inAnAccount(target, account -> {
            Build build = build(account, Map.of());
            assertThat(build.phases()).as(build.outcome().toString()).isEqualTo(Map.of("install", 0, "build", 0));
            assertThat(account.alias(FUNCTION).functionVersion()).isEqualTo("2");
            assertThat(account.invoke(FUNCTION)).isEqualTo("\"one\"");
            assertThat(build.exported())
                    .isEqualTo(Map.of(
                            "LAMBDA_CI_STATUS", "published",
                            "LAMBDA_CI_CHANGED", "true",
                            "LAMBDA_CI_FUNCTION_NAME", FUNCTION,
                            "LAMBDA_CI_ALIAS", "latest",
                            "LAMBDA_CI_SOURCE_VERSION", "4f2c9ab01d3e5b6a7c8d9e0f1a2b3c4d5e6f7a8b",
                            "LAMBDA_CI_VERSION", "2",
                            "LAMBDA_CI_VERSION_ARN",
                                    "arn:aws:lambda:us-east-1:123456789012:function:" + FUNCTION + ":2",
                            "LAMBDA_CI_PREVIOUS_VERSION", "1"));
            assertThat(Files.readString(artifact(0))).startsWith("## " + FUNCTION + " is live at version 2");
            assertThat(stage("publish").getElementsByTagName("*").getLength()).isZero();

            // The lambda-ci.jar and the reports in the checkout are no part of the code.
            Build again = build(account, Map.of());
            assertThat(again.exported())
                    .containsEntry("LAMBDA_CI_STATUS", "unchanged")
                    .containsEntry("LAMBDA_CI_VERSION", "2");
        });
    }

    @Test
    void jarIsTakenFromTheArtifactsBucketToo() throws Exception {
        AwsCli.installedOrSkip("aws");
        inAnAccount(Target.SANDBOX, account -> {
            account.upload(BUCKET, "tools/lambda-ci.jar", SharedClasses.JAR);
            Build build = build(account, Map.of("LAMBDA_CI_JAR", "s3://" + BUCKET + "/tools/lambda-ci.jar"));
            assertThat(build.phases()).as(build.outcome().toString()).isEqualTo(Map.of("install", 0, "build", 0));
            assertThat(account.alias(FUNCTION).functionVersion()).isEqualTo("2");
        });
    }

    @Test
    void failedCheckFailsTheBuildWithItsExitCodeAndIsToldToo() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            code("raise RuntimeError('broken on purpose')");
            Build build = build(account, Map.of("LAMBDA_CI_SMOKE_PAYLOAD", "{}"));
            assertThat(build.phases()).as(build.outcome().toString()).isEqualTo(Map.of("install", 0, "build", 3));
            assertThat(account.alias(FUNCTION).functionVersion()).isEqualTo("1");
            assertThat(build.exported())
                    .containsEntry("LAMBDA_CI_STATUS", "refused")
                    .containsEntry("LAMBDA_CI_PREVIOUS_VERSION", "1")
                    .doesNotContainKey("LAMBDA_CI_VERSION");
            assertThat(Files.readString(artifact(0)))
                    .contains("## The release of " + FUNCTION + " was refused", "broken on purpose");
            assertThat(stage("publish").getElementsByTagName("failure").getLength())
                    .isEqualTo(1);
        });
    }

    @Test
    void wrongProjectFailsTheBuildToo() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            Build build = build(account, Map.of("FUNCTION_NAME", ""));
            assertThat(build.phases()).isEqualTo(Map.of("install", 0, "build", 2));
            assertThat(build.exported()).isEqualTo(Map.of("LAMBDA_CI_STATUS", "failed"));
        });
    }

    @Test
    void wrongChecksumEndsTheBuildBeforeAnythingRuns() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            for (String wrong : List.of("0".repeat(64), "")) {
                Build build = build(account, Map.of("LAMBDA_CI_JAR_SHA256", wrong));
                assertThat(build.phases()).as(build.outcome().toString()).containsOnlyKeys("install");
                assertThat(build.phases().get("install")).isNotZero();
                assertThat(build.exported()).isEmpty();
            }
            assertThat(account.objects(BUCKET)).isEmpty();
            assertThat(account.alias(FUNCTION).functionVersion()).isEqualTo("1");
        });
    }

    @Test
    void missingJarEndsTheBuildToo() throws Exception {
        inAnAccount(Target.SANDBOX, account -> {
            Build build = build(account, Map.of("LAMBDA_CI_JAR", "file:///nowhere/lambda-ci.jar"));
            assertThat(build.phases()).containsOnlyKeys("install");
        });
    }

    private Path artifact(int index) {
        return checkout.resolve(
                CiFile.texts(BUILDSPEC.path("artifacts").path("files")).get(index));
    }

    /** A test case in the report that the buildspec names. */
    private Element stage(String name) throws Exception {
        JsonNode report = BUILDSPEC.path("reports").path("lambda-ci");
        assertThat(report.path("file-format").asText()).isEqualTo("JUNITXML");
        Path file = checkout.resolve(CiFile.texts(report.path("files")).get(0));
        var cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            if (((Element) cases.item(i)).getAttribute("name").equals(name)) {
                return (Element) cases.item(i);
            }
        }
        throw new AssertionError("no stage " + name);
    }
}

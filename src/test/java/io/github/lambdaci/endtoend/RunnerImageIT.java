package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.docker.RunnerImage;
import io.github.lambdaci.docker.RunnerImage.Outcome;
import io.github.lambdaci.docker.TestEngine;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.testing.FixtureProjects;
import io.github.lambdaci.testing.PackageIndex;
import io.github.lambdaci.testing.SourcePackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** lambda-ci inside a container of the runner image, as pipelines run it, and the images of docker/ that it builds in. */
final class RunnerImageIT {
    private static final String BUCKET = "artifacts";
    private static final String FUNCTION = "orders";

    private static final Map<String, String> PYTHON =
            Map.of("requirements.txt", SourcePackages.PYTHON, "src/app.py", """
            import lambda_ci_compiled

            def handler(event, context):
                return lambda_ci_compiled.answer()
            """);

    private static final Map<String, String> NODEJS = Map.of(
            "package.json",
            "{\"name\": \"app\", \"dependencies\": {\"" + SourcePackages.NODEJS + "\": \"1.0.0\"}}",
            "src/app.js",
            """
            const addon = require("lambda-ci-addon");
            exports.handler = async () => addon.answer();
            """);

    private static RunnerImage runner;

    private final PackageIndex index = PackageIndex.start();
    private Target.Running aws;
    private Account account;

    @TempDir
    Path folder;

    @BeforeAll
    static void buildImage() {
        runner = RunnerImage.buildOrSkip();
    }

    @AfterAll
    static void removeImage() {
        if (runner != null) {
            runner.remove();
        }
    }

    @BeforeEach
    void start() throws IOException {
        SourcePackages.addTo(index);
        ExampleProject.addPackages(index);
        aws = Target.SANDBOX.start(folder.resolve("aws"));
        account = new Account(aws.endpoint());
    }

    @AfterEach
    void stop() {
        account.close();
        aws.close();
        index.close();
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void shipsAFunctionWhoseDependencyIsCompiledInAnImageOfOurs(Language language) throws Exception {
        TestEngine.ownImageOrSkip(language);
        account.provision(BUCKET, FUNCTION, FixtureProjects.runtime(language), "app.handler");
        Path project = project(language == Language.PYTHON ? PYTHON : NODEJS);

        Outcome outcome = ship(
                project,
                "--builder",
                "docker",
                "--build-docker-repo",
                TestEngine.REPOSITORY,
                "--build-network",
                "host");

        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.stdout()).endsWith(":function:" + FUNCTION + ":2\n");
        assertThat(account.invoke(FUNCTION))
                .contains("compiled for " + (language == Language.PYTHON ? "Python" : "Node.js") + " at Feb  1 1980");
    }

    @Test
    void shipsFromAPipelinesOwnShellWithItsOwnPipAndTheCommitOfTheCheckout() throws Exception {
        account.provision(BUCKET, FUNCTION, "python3.11", "app.handler");
        Path project = project(Map.of(
                "src/app.py", "import greeting\n\ndef handler(event, context):\n    return greeting.VERSION\n",
                "requirements.txt", "greeting==1.0.0\n"));
        Path clone = Git.commitAndClone(project, folder.resolve("clone"));

        Outcome outcome = runner.run(
                clone,
                environment(),
                List.of(
                        "sh",
                        "-c",
                        "chown -R 12345 . && lambda-ci --app-s3-bucket " + BUCKET + " --function-name " + FUNCTION
                                + " --app-src-path src --builder host --build-env PIP_INDEX_URL"
                                + " && echo source $(git rev-parse HEAD)"));

        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        String commit = outcome.stdout().replaceFirst("(?s).*source ", "").strip();
        assertThat(account.objects(BUCKET)).containsKey("lambda-ci/" + FUNCTION + "/" + commit + "/app.zip");
        assertThat(account.invoke(FUNCTION)).isEqualTo("\"1.0.0\"");
    }

    @Test
    void startsWithTheArchiveThatItWasBuiltWith() throws Exception {
        Outcome outcome = runner.runUnwritable(
                List.of("sh", "-c", "LAMBDA_CI_JAVA_OPTS=-Xlog:class+load:stderr lambda-ci --version"));

        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.stdout()).startsWith("lambda-ci ");
        assertThat(outcome.stderr()).contains("io.github.lambdaci.Main source: shared objects file");
    }

    private Outcome ship(Path project, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--app-s3-bucket", BUCKET, "--function-name", FUNCTION));
        arguments.addAll(List.of("--app-src-path", "src", "--source-version", "v1"));
        arguments.addAll(List.of("--build-env", "PIP_INDEX_URL", "--build-env", "npm_config_registry"));
        arguments.addAll(List.of(more));
        return runner.run(project, environment(), arguments);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(account.environment());
        environment.putAll(ExampleProject.environment(index));
        return environment;
    }

    private Path project(Map<String, String> files) throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = project.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return project;
    }
}

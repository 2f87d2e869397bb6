package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.build.CodeArtifactRepository;
import io.github.lambdaci.build.ImagePull;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTests {
    private final CommandRun command = new CommandRun();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void help() {
        assertThat(command.run("--help")).isZero();
        GoldenFile.of(getClass(), "help.txt").assertHolds(command.out());
        assertThat(command.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void helpOfSandbox() {
        assertThat(command.run("sandbox --help")).isZero();
        GoldenFile.of(getClass(), "help-sandbox.txt").assertHolds(command.out());
    }

    @Test
    void helpOfRollback() {
        assertThat(command.run("rollback --help")).isZero();
        GoldenFile.of(getClass(), "help-rollback.txt").assertHolds(command.out());
    }

    @Test
    void helpOfVersions() {
        assertThat(command.run("versions --help")).isZero();
        GoldenFile.of(getClass(), "help-versions.txt").assertHolds(command.out());
    }

    @Test
    void helpOfStatus() {
        assertThat(command.run("status --help")).isZero();
        GoldenFile.of(getClass(), "help-status.txt").assertHolds(command.out());
    }

    @Test
    void versionsAreListedUpToTheLimit() {
        command.release("one");
        command.release("two");
        command.release("three");
        String names = " --app-s3-bucket bucket --function-name orders";

        assertThat(command.run("versions --limit 2" + names)).isZero();
        assertThat(command.out()).isEqualTo("[3, 2] and 1\n");
        assertThat(command.run("versions --output json" + names)).isZero();
        assertThat(command.out()).endsWith("{\"versions\": 3}\n");
        assertThat(command.run("versions --limit 0" + names)).isEqualTo(2);
        assertThat(command.err()).contains("'0' is not a count");
    }

    @Test
    void statusForeseesARunOnlyIfTheSourcesAreNamed() {
        command.release("one");
        String names = " --app-s3-bucket bucket --function-name orders";

        assertThat(command.run("status" + names)).isZero();
        assertThat(command.out()).contains("function=orders, alias=latest", "Optional.empty");
        assertThat(command.launcher.calls).containsExactly("close");
        assertThat(command.run("status --source-version 1 --output json --app-src-path " + folder + names))
                .isZero();
        assertThat(command.out()).endsWith("{\"forecast\": true}\n");
        assertThat(command.launcher.calls).containsExactly("close", "forecast", "close");
        assertThat(command.launcher.requests).hasSize(1);
    }

    @Test
    void rollbackPrintsTheArnOfWhatIsLive() {
        command.release("one");
        command.release("two");

        assertThat(command.run("rollback --to 1 --app-s3-bucket bucket --function-name orders"))
                .isZero();

        assertThat(command.out()).endsWith(":function:orders:1\n");
        assertThat(command.run("rollback --to two --app-s3-bucket bucket --function-name orders --output json"))
                .isZero();
        assertThat(command.out()).endsWith("{\"rolledBackTo\": \"2\"}\n");
        assertThat(command.launcher.calls).containsExactly("close", "close");
    }

    @Test
    void optionsThatAreNotLookedAtAreAsTheyWouldBe() {
        command.ship("");
        command.ship("--lock-timeout 10m");
        command.environment.put("LAMBDA_CI_SHIFT", "all-at-once");
        command.ship("");

        assertThat(command.launcher.requests)
                .hasSize(3)
                .allSatisfy(request ->
                        assertThat(request).usingRecursiveComparison().isEqualTo(command.request()));
    }

    @Test
    void whatAPipelineSetsForItsReleasesDoesNotSlowARollback() {
        command.release("one");
        command.release("two");
        command.environment.putAll(Map.of(
                "LAMBDA_CI_SHIFT", "linear:1%,1h", "LAMBDA_CI_SMOKE_PAYLOAD", "{}", "LAMBDA_CI_SMOKE_EXPECT", "17"));

        assertThat(command.run("rollback --to 1 --app-s3-bucket bucket --function-name orders"))
                .as(command.err())
                .isZero();
    }

    @Test
    void rollbackNeedsNames() {
        assertThat(command.run("rollback")).isEqualTo(2);
        assertThat(command.err()).contains("--app-s3-bucket and --function-name are missing");
        command.run("rollback --sandbox");
        assertThat(command.launcher.accountRequests.get(0).sandbox()).isPresent();
    }

    @Test
    void helpNamesTheVariablesOfEachOption() {
        assertThat(CommandLines.of(command.launcher, command.surroundings()))
                .flatExtracting(line -> line.getCommandSpec().options())
                .allSatisfy(option -> {
                    if (!EnvironmentVariables.of(option).isEmpty()) {
                        assertThat(option.description()[0])
                                .endsWith("[" + String.join(", ", EnvironmentVariables.of(option)) + "]");
                    }
                });
    }

    @Test
    void optionBeforeACommandIsRefused() {
        assertThat(command.run("--function-name orders sandbox")).isEqualTo(2);
        assertThat(command.err()).contains("--function-name stands before the command 'sandbox'");
        assertThat(command.launcher.calls).isEmpty();
    }

    @Test
    void version() {
        assertThat(command.run("--version")).isZero();
        assertThat(command.out()).matches("lambda-ci \\d+\\.\\d+\\.\\d+\\R");
    }

    @Test
    void stdoutHasOnlyTheLiveVersionsArn() {
        assertThat(command.ship("")).isZero();
        assertThat(command.out()).isEqualTo("arn:aws:lambda:eu-west-1:123456789012:function:orders:42\n");
        assertThat(command.err()).isEmpty();
        assertThat(command.launcher.calls).containsExactly("ship", "close");
    }

    @Test
    void jsonIsTheOnlyThingOnStdout() {
        assertThat(command.ship("--output json")).isZero();
        assertThat(command.out()).isEqualTo("{\"version\": \"42\"}\n");
    }

    @Test
    void defaultsAreThoseOfThePredecessor() {
        command.ship("");
        LambdaProject project = command.request().project();
        assertThat(project.target())
                .isEqualTo(new LambdaProject.Target("artifacts", "orders", "latest", "orders-deps"));
        assertThat(project.sources().root()).isEqualTo(Path.of("."));
        assertThat(project.descriptorPath()).isEmpty();
        assertThat(project.runtime()).isEmpty();
        assertThat(command.request().build().builder()).isEqualTo(ShipRequest.Builder.AUTO);
        assertThat(command.request().aws().timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(command.request().sandbox()).isEmpty();
    }

    @Test
    void everyOptionIsPassedOn() {
        command.environment.put("TOKEN", "secret");
        assertThat(
                        command.ship(
                                "--function-runtime python3.13 --function-alias-name live --function-layer-name packages "
                                        + "--app-src-path " + folder
                                        + " --app-packages-descriptor-path requirements/prod.txt --aws-profile-name work "
                                        + "--timeout 1h30m --builder host --build-docker-repo repo --build-docker-image tag "
                                        + "--build-env TOKEN --build-env A=b=c --build-network net --verbose --lock-timeout 0s"))
                .isZero();
        ShipRequest request = command.request();
        assertThat(request.project().target().alias()).isEqualTo("live");
        assertThat(request.project().target().layer()).isEqualTo("packages");
        assertThat(request.project().runtime()).hasValue(LambdaRuntime.of("python3.13"));
        assertThat(request.project().sources().root()).isEqualTo(folder);
        assertThat(request.project().descriptorPath()).hasValue(Path.of("requirements/prod.txt"));
        assertThat(request.aws())
                .isEqualTo(new ShipRequest.Aws(
                        new ShipRequest.Access(Optional.of("work"), Optional.empty(), Optional.empty()),
                        Duration.ofMinutes(90),
                        Duration.ZERO));
        ShipRequest.Build build = request.build();
        assertThat(build.builder()).isEqualTo(ShipRequest.Builder.HOST);
        assertThat(build.container().repository()).hasValue("repo");
        assertThat(build.container().image()).hasValue("tag");
        assertThat(build.environment().variables()).isEqualTo(Map.of("TOKEN", "secret", "A", "b=c"));
        assertThat(build.environment().network()).hasValue("net");
        assertThat(request.verbose()).isTrue();
        assertThat(request.toString()).contains("TOKEN").doesNotContain("secret", "b=c");
    }

    @Test
    void optionsOfPrivateSourcesAndCachesArePassedOn() throws IOException {
        Path netrc = Files.writeString(folder.resolve(".netrc"), "machine h login u password s3cr3t");
        command.environment.put("SSH_AUTH_SOCK", "/run/agent");
        assertThat(command.ship("--build-secret-file " + netrc + " --codeartifact 123456789012/team/packages "
                        + "--build-ssh-agent --build-pull always --no-build-cache"))
                .isZero();
        ShipRequest.Build build = command.request().build();
        assertThat(build.environment().secrets().paths()).containsExactly(".netrc");
        assertThat(build.environment().caching()).isFalse();
        assertThat(build.codeArtifact()).hasValue(CodeArtifactRepository.of("123456789012/team/packages"));
        assertThat(build.container().pull()).isEqualTo(ImagePull.ALWAYS);
        assertThat(build.container().sshAgent()).hasValue("/run/agent");
        assertThat(command.request().toString()).doesNotContain("s3cr3t", "bWFjaGluZ");
    }

    @Test
    void theSandboxHasNoCodeArtifact() {
        assertThat(command.run("--sandbox --codeartifact team/packages --app-src-path " + folder))
                .isEqualTo(2);
        assertThat(command.err()).contains("no AWS account is used with --sandbox", "--build-secret-file");
    }

    @Test
    void privateSourcesAreOptional() {
        command.environment.put("SSH_AUTH_SOCK", "/run/agent");
        command.ship("");
        ShipRequest.Build build = command.request().build();
        assertThat(build.environment().secrets().isEmpty()).isTrue();
        assertThat(build.environment().caching()).isTrue();
        assertThat(build.codeArtifact()).isEmpty();
        assertThat(build.container().pull()).isEqualTo(ImagePull.MISSING);
        assertThat(build.container().sshAgent()).isEmpty();
    }

    @Test
    void aliasWhoseMarkerWouldReplaceTheCachedDescriptorIsRefused() {
        assertThat(command.ship("--function-alias-name package")).isEqualTo(2);
        assertThat(command.err()).contains("package.json", "--function-alias-name");
    }

    @Test
    void environmentOfThePredecessorsBuildspecsWorks() {
        command.environment.putAll(Map.of(
                "APP_S3_BUCKET", "artifacts",
                "FUNCTION_NAME", "orders",
                "FUNCTION_RUNTIME", "nodejs22.x",
                "FUNCTION_ALIAS_NAME", "live",
                "FUNCTION_LAYER_NAME", "packages",
                "APP_SRC_PATH", folder.toString(),
                "APP_PACKAGES_DESCRIPTOR_PATH", "package.json",
                "SOURCE_VERSION", "feature/x"));
        assertThat(command.run("")).isZero();
        LambdaProject project = command.request().project();
        assertThat(project.target()).isEqualTo(new LambdaProject.Target("artifacts", "orders", "live", "packages"));
        assertThat(project.runtime()).hasValue(LambdaRuntime.of("nodejs22.x"));
        assertThat(project.sources().root()).isEqualTo(folder);
        assertThat(project.descriptorPath()).hasValue(Path.of("package.json"));
        assertThat(project.sourceVersion().value()).isEqualTo("feature/x");
    }

    @Test
    void commandLineWinsOverEnvironment() {
        command.environment.put("FUNCTION_NAME", "not a name");
        command.environment.put("LAMBDA_CI_OUTPUT", "yaml");
        assertThat(command.ship("--output json")).isZero();
        assertThat(command.request().project().target().function()).isEqualTo("orders");
    }

    @Test
    void emptyVariablesCountAsUnset() {
        command.environment.putAll(Map.of("FUNCTION_RUNTIME", "", "FUNCTION_LAYER_NAME", " ", "AWS_CA_BUNDLE", ""));
        assertThat(command.ship("")).isZero();
        assertThat(command.request().project().runtime()).isEmpty();
        assertThat(command.request().project().target().layer()).isEqualTo("orders-deps");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', ship close",
        "--watch-log-stream, '', '', ship watch 42 forever close",
        "--watch-log-stream --watch-for 2m, '', '', ship watch 42 PT2M close",
        "--watch-for 1m30s, '', '', ship watch 42 PT1M30S close",
        "'', true, '', ship watch 42 forever close",
        "--watch-log-stream, true, '', ship watch 42 forever close",
        "'', false, '', ship close",
        "'', '', 500ms, ship watch 42 PT0.5S close"
    })
    void logsAreWatchedWhenWanted(String options, String watch, String watchFor, String calls) {
        command.environment.put("WATCH_LOG_STREAM", watch);
        command.environment.put("WATCH_FOR", watchFor);
        assertThat(command.ship(options)).isZero();
        assertThat(String.join(" ", command.launcher.calls)).isEqualTo(calls);
    }

    @Test
    void sandboxNeedsNoNames() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("hello world/src"));
        assertThat(command.ship("--sandbox --app-src-path " + folder)).isZero();
        assertThat(command.request().sandbox().orElseThrow().folder()).isEqualTo(Path.of(".lambda-ci/sandbox"));

        CommandRun bare = new CommandRun();
        bare.environment.put("APP_SRC_PATH", sources.toString());
        assertThat(bare.run("--sandbox=state")).isZero();
        assertThat(bare.request().project().target())
                .isEqualTo(new LambdaProject.Target("lambda-ci-sandbox", "hello-world", "latest", "hello-world-deps"));
        assertThat(bare.request().sandbox().orElseThrow().folder()).isEqualTo(Path.of("state"));
    }

    @ParameterizedTest
    @CsvSource({"requirements.txt, python", "package.json, nodejs"})
    void sandboxRuntimeIsTheLocalOneOfTheDescriptorsLanguage(String descriptor, String language) throws IOException {
        Files.writeString(folder.resolve(descriptor), "");
        assertThat(command.ship("--sandbox --app-src-path " + folder + " --app-packages-descriptor-path " + descriptor))
                .isZero();
        assertThat(command.request()
                        .sandbox()
                        .orElseThrow()
                        .definition()
                        .orElseThrow()
                        .runtime()
                        .name())
                .startsWith(language);
    }

    @Test
    void madeUpSourceVersionIsSaid() {
        assertThat(command.run("--app-s3-bucket artifacts --function-name orders --app-src-path " + folder))
                .isZero();
        assertThat(command.request().project().sourceVersion().value()).isEqualTo("untracked-20261121T123456Z");
        assertThat(command.request().warnings()).singleElement().asString().contains("untracked-20261121T123456Z");
    }

    @Test
    void sandboxTellsWhatToExportUntilItIsStopped() {
        assertThat(command.run("sandbox --port 4999 --dir state --update-delay 2s"))
                .isZero();
        assertThat(command.out()).startsWith("export AWS_ENDPOINT_URL=http://127.0.0.1:4999\n");
        assertThat(command.launcher.calls)
                .containsExactly(
                        new SandboxRequest(Path.of("state"), 4999, Duration.ofSeconds(2), false).toString(),
                        "await",
                        "close");
    }
}

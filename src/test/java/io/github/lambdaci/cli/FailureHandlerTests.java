package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.testing.GoldenFile;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureHandlerTests {
    private static final String STANDING =
            "stopped in stage deploy: live traffic was not touched, alias latest still points to version 41";

    private final CommandRun command = new CommandRun();

    @ParameterizedTest
    @CsvSource({
        "unknown-option, --app-s3-bucket a-bucket --function-nam orders",
        "unknown-option-with-value, --sauce-version=secret",
        "unknown-argument, orders",
        "missing-names, ''",
        "missing-function, --app-s3-bucket artifacts",
        "missing-value, --app-s3-bucket",
        "bad-bucket, --app-s3-bucket My_Bucket",
        "function-arn, --function-name arn:aws:lambda:eu-west-1:123456789012:function:orders",
        "bad-alias, --function-alias-name 42",
        "bad-layer, --function-layer-name a/b",
        "bad-runtime, --function-runtime Ruby",
        "bad-source-version, --source-version latest",
        "bad-duration, --watch-for soon",
        "bad-output, --output yaml",
        "bad-builder, --builder podman",
        "no-sources, --app-s3-bucket artifacts --function-name orders --app-src-path nowhere",
        "no-ca-bundle, --app-s3-bucket artifacts --function-name orders --build-ca-bundle nowhere.pem",
        "build-env-not-set, --app-s3-bucket artifacts --function-name orders --build-env NOT_SET",
        "build-env-without-name, --app-s3-bucket artifacts --function-name orders --build-env =secret",
        "bad-codeartifact, --codeartifact packages",
        "bad-pull, --build-pull often",
        "bad-port, sandbox --port 99999"
    })
    void wrongCommandLine(String name, String line) {
        assertThat(command.run(line)).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.launcher.calls).isEmpty();
        assertThat(command.err()).doesNotContain("secret");
        assertGolden(name);
    }

    @ParameterizedTest
    @CsvSource({"no-secret-file, --build-secret-file nowhere/.netrc", "no-ssh-agent, --build-ssh-agent"})
    void whatLetsABuildInMustBeThere(String name, String option) {
        assertThat(command.ship(option)).isEqualTo(2);
        assertThat(command.launcher.calls).isEmpty();
        assertGolden(name);
    }

    @Test
    void wrongVariableIsNamed() {
        command.environment.put("FUNCTION_RUNTIME", "python");
        assertThat(command.ship("")).isEqualTo(2);
        assertGolden("bad-variable");
    }

    @Test
    void caBundleOfTheEnvironmentIsReadForBuildsToo() {
        command.environment.put("AWS_CA_BUNDLE", "nowhere.pem");
        assertThat(command.ship("")).isEqualTo(2);
        assertThat(command.err()).contains("the CA bundle 'nowhere.pem' cannot be used");
    }

    @Test
    void failedStage() {
        fail(new BuildException(
                "pip exited with status 1 while installing requirements.txt",
                "the output above is from the build container"));
        assertThat(command.ship("--output json")).isEqualTo(1);
        assertThat(command.out()).isEmpty();
        assertThat(command.launcher.calls).containsExactly("ship", "close");
        assertGolden("failed-stage");
    }

    @Test
    void failureOfAwsWithSeveralHintsAndNoStageYet() {
        fail(new AwsException("Lambda could not be reached", "check the network\ncheck AWS_ENDPOINT_URL"));
        command.launcher.standing = Optional.empty();
        assertThat(command.ship("")).isEqualTo(1);
        assertGolden("failed-aws");
    }

    @Test
    void failureOfTheDisk() {
        fail(WorkspaceException.of("writing app.zip", new IOException("No space left on device")));
        assertThat(command.ship("")).isEqualTo(1);
        assertGolden("failed-disk");
    }

    @Test
    void refusedVersion() {
        fail(new VersionCheckException("version 42 cannot be started: ImportError", "look at its log"));
        assertThat(command.ship("")).isEqualTo(3);
        assertGolden("refused-version");
    }

    @Test
    void interrupted() {
        fail(new InterruptedRunException("waiting for Lambda to update orders"));
        assertThat(command.ship("")).isEqualTo(130);
        assertGolden("interrupted");
    }

    @Test
    void whateverFailsAfterAStopWasAskedForIsAnInterruption() {
        fail(new IllegalStateException("the connection pool was shut down"));
        command.launcher.stopRequested = true;
        assertThat(command.ship("")).isEqualTo(130);
        assertGolden("interrupted-otherwise");

        CommandRun known = new CommandRun();
        known.launcher.stopRequested = true;
        known.launcher.ship = () -> {
            throw new AwsException("the request was aborted", "try again");
        };
        assertThat(known.ship("")).isEqualTo(130);
        assertThat(known.err()).startsWith("ERROR interrupted\n");
    }

    @Test
    void bug() {
        fail(new IllegalStateException("this cannot be"));
        assertThat(command.ship("")).isEqualTo(70);
        assertThat(command.out()).isEmpty();
        assertGolden("bug");
    }

    @Test
    void errorsOfTheJvmAreBugsToo() {
        command.launcher.ship = () -> {
            throw new NoClassDefFoundError("a/b/C");
        };
        assertThat(command.ship("")).isEqualTo(70);
        assertThat(command.err()).contains("NoClassDefFoundError: a/b/C");
    }

    @Test
    void aHeapThatIsTooSmallIsNoBug() {
        command.launcher.ship = () -> {
            throw new CompletionException(new OutOfMemoryError("Java heap space"));
        };
        assertThat(command.ship("")).isEqualTo(1);
        assertThat(command.err())
                .startsWith("ERROR there is not enough memory: Java has ")
                .contains("LAMBDA_CI_JAVA_OPTS=-Xmx1g")
                .doesNotContain("bug");

        command.launcher.ship = () -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        assertThat(command.ship("")).isEqualTo(70);
    }

    @Test
    void stackTracesAreShownOnlyWhenAskedFor() {
        fail(new AwsException("no", "hint", new IOException("https://user:secret@host/ said no")));
        assertThat(command.ship("")).isEqualTo(1);
        assertThat(command.err()).doesNotContain("\tat ");

        assertThat(command.ship("--stacktrace")).isEqualTo(1);
        assertThat(command.err())
                .contains("\tat " + getClass().getName(), "Caused by: java.io.IOException: https://***@host/ said no");
    }

    @Test
    void secretsInAddressesAreNotShown() {
        fail(new BuildException("pip could not reach https://user:secret@pypi.example.com", "check --build-env"));
        assertThat(command.ship("")).isEqualTo(1);
        assertThat(command.err()).contains("https://***@pypi.example.com").doesNotContain("secret");
    }

    private void fail(RuntimeException failure) {
        command.launcher.standing = Optional.of(STANDING);
        command.launcher.ship = () -> {
            throw failure;
        };
    }

    private void assertGolden(String name) {
        GoldenFile.of(getClass(), "error-" + name + ".txt").assertHolds(command.err());
    }
}

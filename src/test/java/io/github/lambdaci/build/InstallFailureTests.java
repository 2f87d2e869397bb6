package io.github.lambdaci.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import io.github.lambdaci.testing.RecordingBuildLog;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstallFailureTests {
    private final RecordingBuildLog log = new RecordingBuildLog();

    private BuildException fail(List<String> lines) {
        BuildOutput output = new BuildOutput(BuildEnvironment.NONE, log);
        lines.forEach(output::line);
        Descriptor descriptor = new Descriptor(
                PackageManagers.usual(Language.PYTHON),
                "requirements.txt",
                Path.of("/p"),
                "a/requirements.txt",
                List.of());
        PackageBuild build = new PackageBuild(descriptor, LambdaRuntime.of("python3.13"), Architecture.ARM64);
        return output.failure(
                InstallFailure.Attempt.of(
                        build, List.of("pip", "--index-url", "https://u:p@h/"), "in image x", "no '%1$s' there"),
                7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ERROR: No matching distribution found for left-pad==9 (from -r x) | no 'left-pad==9' there",
                "npm error 404  'x@1' is not in this registry. | 'x@1' is not in the registry",
                "npm error 404  The requested resource '@a/b@1' could not be found or | '@a/b@1' is not in the registry",
                "npm error notarget No matching version found for y@^9.0.0. | 'y@^9.0.0' is not in the registry",
                "npm error code EUSAGE | commit both",
                "SSLError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] … | --build-ca-bundle",
                "npm error code SELF_SIGNED_CERT_IN_CHAIN | --build-ca-bundle",
                "exec /usr/bin/sh: exec format error | cannot run images for arm64",
                "npm error code E401 | --build-env",
                "ERROR: HTTP error 403 while getting … 403 Client Error: Forbidden | --build-env",
                "npm error code E401 | --build-secret-file",
                "ERROR: No matching distribution found for a (from versions: none) | --codeartifact",
                "git@github.com: Permission denied (publickey). | --build-ssh-agent",
                "fatal: could not read Username for 'https://github.com': terminal prompts disabled | ~/.netrc",
                "error: cannot run ssh: No such file or directory | the image must hold 'ssh'",
                "npm error code EAI_AGAIN | --build-network",
                "error: command '/usr/bin/gcc' failed with exit code 1 | --build-docker-image",
                "npm error gyp ERR! build error | --build-docker-image",
                "OSError: [Errno 28] No space left on device | docker system prune",
                "sh: 1: npm: not found | the image must hold 'npm'",
                "something else | tried by hand in image x"
            })
    void whatTheToolWroteDecidesWhatToTry(String line, String hint) {
        assertThat(fail(List.of("before", line, "after")).hint()).contains(hint);
    }

    @Test
    void theMessageSaysWhatRanWhereAndHowItEnded() {
        assertThat(fail(List.of("Collecting a", "ERROR: one", "ERROR: two", "[notice] bye")))
                .hasMessage("pip ended with status 7 while installing a/requirements.txt in image x\n"
                        + "command: pip --index-url https://***@h/\n| ERROR: one\n| ERROR: two");
    }

    @Test
    void withoutErrorLinesTheEndIsShown() {
        List<String> lines =
                IntStream.range(0, 1000).mapToObj(number -> "line " + number).toList();

        assertThat(fail(lines).getMessage())
                .endsWith("| line 999")
                .contains("| line 980")
                .doesNotContain("| line 979");
        assertThat(log.output()).hasSize(1000);
    }
}

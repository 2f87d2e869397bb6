package io.github.lambdaci.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UvForPipTests {
    private static Optional<List<String>> command(String... lines) {
        return UvForPip.command(List.of("pip", "install"), "requirements.txt", "packages", List.of(lines));
    }

    @Test
    void theScriptIsGivenWhatUvReadsAndTheCommandOfPip() {
        assertThat(command("requests"))
                .contains(List.of(
                        "sh",
                        "lambda-ci:uv_or_pip.sh",
                        "--verify-hashes",
                        "requirements.txt",
                        "packages",
                        "pip",
                        "install"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requests",
                "requests==2.32.0",
                "Requests [socks,use-chardet] >=2.0,!=2.1, <3",
                "zope.interface~=5.0",
                "local==1!2.0+cpu.1",
                "pytz (>2011)",
                "tomli==2.0.1 ; python_version < '3.11'",
                "a; sys_platform == \"linux\" and platform_machine != 'x86_64'",
                "-r other.txt",
                "--requirement=other.txt",
                "-cconstraints.txt",
            })
    void namesVersionsAndFurtherFilesAreReadAlike(String line) {
        assertThat(command(line)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./local",
                "local/package",
                "package.tar.gz @ file:///package.tar.gz",
                "private @ https://example.com/private.whl",
                "https://example.com/private.whl",
                "git+ssh://git@example.com/private.git",
                "-r https://example.com/requirements.txt",
                "--index-url https://example.com/simple",
                "--extra-index-url https://example.com/simple",
                "--find-links wheels",
                "--no-index",
                "--pre",
                "--no-binary :all:",
                "--trusted-host example.com",
                "--use-feature=fast-deps",
                "requests --global-option=\"--no-user-cfg\"",
                "requests==2.32.0 --config-settings a=b",
                "requests==${VERSION}",
            })
    void whatTheyMayReadInTwoWaysIsLeftToPip(String line) {
        assertThat(command("requests", line)).isEmpty();
    }

    @Test
    void hashesAreAskedForAsPipDoes() {
        String hash = " --hash=sha256:" + "0".repeat(64);

        assertThat(command("requests==2.32.0" + hash + hash, "idna").orElseThrow())
                .contains("--require-hashes");
        assertThat(command("requests==2.32.0 ; python_version > '3'" + hash).orElseThrow())
                .contains("--require-hashes");
        assertThat(command("requests", "--require-hashes").orElseThrow()).contains("--require-hashes");
    }

    @Test
    void aFileWithoutRequirementsIsLeftToPip() {
        assertThat(command()).isEmpty();
    }
}

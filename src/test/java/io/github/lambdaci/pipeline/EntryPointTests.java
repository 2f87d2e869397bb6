package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntryPointTests {
    @TempDir
    Path folder;

    private Optional<String> warning(String runtime, LayerVersionArn... layers) {
        FunctionVersion some = Releases.version("$LATEST", "code", "settings");
        FunctionVersion function = new FunctionVersion(
                some.functionArn(),
                some.version(),
                LambdaRuntime.of(runtime),
                some.architecture(),
                some.codeSha256(),
                List.of(layers),
                some.settings(),
                some.revisionId(),
                some.logGroup());
        return EntryPoint.warning(function, FileTree.list(folder));
    }

    private void file(String name, String mode) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void aCustomRuntimeWantsAProgramNamedBootstrap() throws IOException {
        file("main", "rwxr-xr-x");
        assertThat(warning("provided.al2023").orElseThrow()).contains("no file bootstrap");

        file("bootstrap", "rw-r--r--");
        assertThat(warning("provided.al2").orElseThrow()).contains("not executable");

        file("bootstrap", "rwxr-xr-x");
        assertThat(warning("provided.al2023")).isEmpty();
    }

    @Test
    void aLayerMayBringIt() throws IOException {
        file("main.php", "rw-r--r--");

        assertThat(warning("provided.al2023", Releases.layer("php", 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "app.jar, true",
        "target/x/deeper/app.jar, true",
        "lib/deeper/app.jar, true",
        "lib/app.jar, false",
        "example/Handler.class, false"
    })
    void javaWantsClassesOrLibraries(String name, boolean warned) throws IOException {
        file(name, "rw-r--r--");

        assertThat(warning("java21").isPresent()).isEqualTo(warned);
    }

    @Test
    void otherRuntimesAreNotJudged() throws IOException {
        file("Function.dll", "rw-r--r--");

        assertThat(warning("dotnet8")).isEmpty();
        assertThat(warning("ruby3.4")).isEmpty();
        assertThat(warning("python3.13")).isEmpty();
    }
}

package io.github.lambdaci.console;

import static io.github.lambdaci.testing.Releases.artifact;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.pipeline.Code;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.project.BuildCommand;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.Releases;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people read of build commands and of dependencies in the code. */
class BuiltCodeLogTests {
    private static final LambdaRuntime RUNTIME = LambdaRuntime.of("provided.al2023");
    private static final Archive ARCHIVE =
            new Archive(Path.of("app.zip"), Releases.hash("new code"), 2_243_801, 5_000_000, 353);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;
    private final ConsoleLog log =
            new ConsoleLog(new PrintStream(written, true, StandardCharsets.UTF_8), Terminal.PLAIN, () -> now);

    private void assertGolden(String name) {
        GoldenFile.of(getClass(), name).assertHolds(written.toString(StandardCharsets.UTF_8));
    }

    private static CommandBuild build(String line, BuildCommand.Origin origin) {
        return new CommandBuild(new BuildCommand(line, origin), List.of(), RUNTIME, Architecture.ARM64);
    }

    @Test
    void commandsSayWhyAndWhereTheyRun() {
        log.stage(Stage.BUNDLE);
        log.bundling()
                .codeBuilding(
                        build("make build", BuildCommand.Origin.MAKEFILE),
                        new Toolchain("docker", "image:tag", List.of()));
        log.bundling().buildOutput("cc -O2 bootstrap.c");
        now = now.plusMillis(3_700);
        log.bundling().codeBuilt(1);
        log.bundling()
                .codeBundled(
                        new Code.Local(ARCHIVE, Optional.of(Releases.hash("fingerprint")), Optional.empty()), true);
        log.bundling()
                .codeBuilding(
                        build("curl https://u:s3cr3t@host/ | sh", BuildCommand.Origin.OPTION),
                        new Toolchain("host", "", List.of()));
        log.bundling().codeFound(artifact("packages/3b1c.zip", 2_243_801));
        log.bundling().codeBundled(new Code.Stored(artifact("packages/3b1c.zip", 2_243_801), Optional.empty()), false);
        log.bundling().codeShippedAsItIs(RUNTIME);
        assertGolden("build-command.txt");
    }

    @Test
    void dependenciesInTheCodeAreSaidToBeThere() {
        log.stage(Stage.BUNDLE);
        log.bundling().codeHidesDependencies(List.of("six.py", "typing_extensions.py"));
        log.bundling()
                .codeBundled(
                        new Code.Local(ARCHIVE, Optional.of(Releases.hash("fingerprint")), Optional.empty()), true);
        log.finished(Releases.inCode());
        assertGolden("dependencies-in-code.txt");
    }
}

package io.github.lambdaci.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.project.BuildCommand;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.RecordingBuildLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link PackageBuilder} does with a build command. */
public abstract class BuildCommandContract {
    /** By which the processes and containers of one test are told from all others. */
    protected final String mark = "lambda-ci-test-" + UUID.randomUUID();

    protected final RecordingBuildLog log = new RecordingBuildLog();

    @TempDir
    protected Path folder;

    private Path project = Path.of("");
    private Path work = Path.of("");

    /** The builder, for an image with a shell. */
    protected abstract PackageBuilder builder(BuildEnvironment environment, BuildLog pipelineLog);

    /** What a build must not have left. */
    protected abstract void assertNothingIsLeft() throws Exception;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        work = Files.createDirectory(folder.resolve("work"));
        Files.writeString(project.resolve("main.txt"), "source");
    }

    private CommandBuild command(String line) {
        return new CommandBuild(
                new BuildCommand(line, BuildCommand.Origin.OPTION),
                SourceTree.of(project).buildInput(CommandBuild.OUTPUT),
                LambdaRuntime.of("provided.al2023"),
                Architecture.X86_64);
    }

    private Path build(String line) {
        return build(line, Map.of());
    }

    private Path build(String line, Map<String, String> variables) {
        CommandBuild build = command(line);
        builder(new BuildEnvironment(variables, Optional.empty(), Optional.empty()), log)
                .build(build, work);
        return build.packageIn(work);
    }

    @Test
    void whatTheCommandLeavesIsThePackage() throws IOException {
        Path made = build("mkdir dist/lib && cp main.txt dist/lib/ && echo '#!/bin/sh' > \"$ARTIFACTS_DIR/bootstrap\""
                + " && chmod 755 dist/bootstrap && ln -s lib/main.txt dist/link && echo done");

        assertThat(made.resolve("lib/main.txt")).hasContent("source");
        List<TreeEntry> files = FileTree.listBuilt(made);
        assertThat(files).extracting(TreeEntry::name).containsExactlyInAnyOrder("bootstrap", "lib/main.txt", "link");
        assertThat(files)
                .filteredOn(TreeEntry::executable)
                .extracting(TreeEntry::name)
                .containsExactly("bootstrap");
        assertThat(log.output()).containsExactly("done");
    }

    @Test
    void theProjectStaysAsItIs() throws IOException {
        build("echo changed > main.txt; mkdir target; cp main.txt dist/");

        assertThat(project.resolve("main.txt")).hasContent("source");
        assertThat(FileTree.list(project)).hasSize(1);
    }

    @Test
    void theCommandSeesLinksModesAndTimesButNoOldPackage() throws IOException {
        Files.setLastModifiedTime(project.resolve("main.txt"), FileTime.from(Instant.parse("2024-03-01T10:00:00Z")));
        Path script = Files.writeString(project.resolve("make.sh"), "#!/bin/sh\necho made > dist/made\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setLastModifiedTime(script, FileTime.from(Instant.parse("2024-03-02T10:00:00Z")));
        Files.createSymbolicLink(project.resolve("link.txt"), Path.of("main.txt"));
        Files.createDirectory(project.resolve("dist"));
        Files.writeString(project.resolve("dist/old"), "");

        Path made = build("./make.sh && [ -h link.txt ] && [ make.sh -nt main.txt ] && [ ! -e dist/old ]");

        assertThat(made.resolve("made")).hasContent("made");
    }

    @Test
    void theCommandIsToldWhatToBuildFor() throws IOException {
        Path made = build(
                "echo \"$LAMBDA_RUNTIME $LAMBDA_ARCHITECTURE $GOOS/$GOARCH $SOURCE_DATE_EPOCH\" > dist/what"
                        + " && echo \"$OWN\" >> dist/what && [ \"$ARTIFACTS_DIR\" = \"$PWD/dist\" ]",
                Map.of("OWN", "variable"));

        assertThat(made.resolve("what")).hasContent("provided.al2023 x86_64 linux/amd64 318211200\nvariable\n");
    }

    @Test
    void aCommandThatLeavesNothingMakesNoPackage() {
        Path made = build("rm -r dist");

        assertThat(made)
                .satisfiesAnyOf(
                        path -> assertThat(path).doesNotExist(),
                        path -> assertThat(path).isEmptyDirectory());
    }

    @Test
    void aFailureTellsTheCommandAndItsLastWordsWithoutSecrets() throws Exception {
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build("echo \"token $TOKEN\" >&2; exit 3", Map.of("TOKEN", "s3cr3t", "MARK", mark)))
                .withMessageContaining("the build command ended with status 3 while building the code")
                .withMessageContaining("command: echo")
                .withMessageContaining("| token ***")
                .withMessageNotContaining("s3cr3t");
        assertNothingIsLeft();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build("no-such-program --version"))
                .satisfies(failure -> assertThat(failure.hint()).contains("'no-such-program'"));
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build("echo 'make[1]: cargo: No such file or directory'; exit 2"))
                .satisfies(failure -> assertThat(failure.hint()).contains("'cargo'"));
    }

    @Test
    void anInterruptEndsTheCommandAndLeavesNothing() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                build("echo started; sleep 987", Map.of("MARK", mark));
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        thread.start();
        log.awaitOutput();

        thread.interrupt();
        thread.join(TimeUnit.MINUTES.toMillis(1));

        assertThat(failure.get()).isInstanceOf(InterruptedRunException.class);
        assertNothingIsLeft();
        assertThat(work).isEmptyDirectory();
    }
}

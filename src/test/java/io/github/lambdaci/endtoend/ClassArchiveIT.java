package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher beside an installed jar, and the archive of classes that it starts Java with. */
@Timeout(120)
class ClassArchiveIT {
    @TempDir
    Path temporary;

    private Path installed;
    private Path jar;
    private StandInJdk jdk;
    private Program program;

    @BeforeEach
    void install() throws IOException {
        // Folders of tests are their owner's; one test runs as another user.
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        installed = Files.createDirectory(temporary.resolve("installed"));
        Path launcher = installed.resolve("lambda-ci");
        Files.copy(Path.of(System.getProperty("lambda-ci.launcher", "lambda-ci")), launcher);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        jar = Files.writeString(installed.resolve("lambda-ci.jar"), "a jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        jdk = StandInJdk.make(temporary.resolve("jdk"), "25.0.3+9");
        program = new Program(
                Files.createDirectory(temporary.resolve("elsewhere")),
                Map.of("JAVA_HOME", jdk.home().toString()));
    }

    @Test
    void isMadeOnceBesideTheFirstRunAndUsedByTheNext() throws Exception {
        assertThat(launchAndAwaitArchive(program).stderr()).isEmpty();
        assertThat(jdk.runs())
                .singleElement()
                .asString()
                .doesNotContain("AOTCache")
                .endsWith("-cp " + jar + " io.github.lambdaci.Main status");

        assertThat(launch(program).stderr()).isEmpty();

        assertThat(jdk.trainings()).isOne();
        assertThat(jdk.runs()).hasSize(2).last().asString().contains("-XX:AOTCache=" + archive());
    }

    @Test
    void neitherItsMakingNorTwoRunsAtOnceHoldUpOrRepeatAnything() throws Exception {
        jdk.closeGate();
        ProcessBuilder piped = new ProcessBuilder(installed.resolve("lambda-ci").toString(), "status")
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        piped.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("LAMBDA_CI"));
        piped.environment().put("JAVA_HOME", jdk.home().toString());
        Process first = piped.start();
        Process second = piped.start();

        // Ends only when nobody has the pipe any more.
        assertThat(new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(leftovers()).noneMatch(file -> file.toString().endsWith(".aot"));

        awaitArchive(jdk::openGate);
        assertThat(jdk.trainings()).isOne();
        assertThat(jdk.runs()).hasSize(2);
    }

    @Test
    void trainingSpeaksTlsAsAwsDoes() throws Exception {
        launchAndAwaitArchive(program);

        assertThat(jdk.calls())
                .filteredOn(call -> call.contains("-XX:AOTCacheOutput=") || call.contains("sandbox --port"))
                .hasSize(2)
                .allMatch(call -> call.contains("-Dlambda-ci.sandbox-keys="))
                .allMatch(call -> call.contains("-Djavax.net.ssl.trustStore="));
    }

    @Test
    void withoutCertificatesTrainingDoesWithoutTls() throws Exception {
        jdk.removeKeytool();

        launchAndAwaitArchive(program);

        assertThat(jdk.trainings()).isOne();
        assertThat(jdk.calls()).noneMatch(call -> call.contains("javax.net.ssl"));
    }

    @Test
    void anotherJarGetsAnother() throws Exception {
        launchAndAwaitArchive(program);
        // An older one, as of a release that is gone back to.
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
        Path stale = Files.writeString(installed.resolve("lambda-ci-another-jdk.jsa"), "of the jar before");

        launchAndAwaitArchive(program);

        assertThat(jdk.trainings()).isEqualTo(2);
        assertThat(jdk.runs()).last().asString().doesNotContain("AOTCache");
        assertThat(stale).doesNotExist();
        launch(program);
        assertThat(jdk.runs()).last().asString().contains("-XX:AOTCache=");
    }

    @Test
    void eachJdkHasItsOwn() throws Exception {
        launchAndAwaitArchive(program);
        Path ofNewer = archive();
        StandInJdk older = StandInJdk.make(temporary.resolve("older"), "17.0.15+6");
        Program withOlder = program.with("JAVA_HOME", older.home().toString());

        launchAndAwaitArchive(withOlder);
        launch(withOlder);
        launch(program);

        assertThat(older.trainings()).isOne();
        assertThat(older.runs())
                .last()
                .asString()
                .contains("-XX:SharedArchiveFile=" + installed)
                .contains(".jsa");
        assertThat(jdk.runs()).last().asString().contains("-XX:AOTCache=" + ofNewer);
        // The same folder with a newer build in it is another JDK.
        StandInJdk.make(jdk.home(), "25.0.4+1");
        launchAndAwaitArchive(program);
        assertThat(jdk.trainings()).isEqualTo(2);
    }

    @Test
    void oneThatWasTouchedIsNotUsedAndReplaced() throws Exception {
        launchAndAwaitArchive(program);
        Path archive = Files.writeString(archive(), "arch");

        assertThat(launchAndAwaitArchive(program).stderr()).isEmpty();

        assertThat(jdk.runs()).last().asString().doesNotContain("AOTCache");
        assertThat(archive).hasContent("archive");
    }

    @Test
    void whatCannotBeMadeIsNotTriedAtEachRun() throws Exception {
        jdk.breakArchives();
        Outcome made = launch(program.with("LAMBDA_CI_ARCHIVE", "make"));
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.stderr()).contains("ERROR the archive of classes could not be made");

        assertThat(launch(program.with("LAMBDA_CI_ARCHIVE", "make")).exitCode()).isEqualTo(2);
        assertThat(launch(program).stderr()).isEmpty();

        assertThat(jdk.trainings()).isOne();
        assertThat(jdk.runs()).hasSize(1);
    }

    @Test
    void pipelinesMakeNoneAndUseWhatIsThere() throws Exception {
        Program pipeline = program.with("CI", "true");
        launch(pipeline);
        assertThat(launch(program.with("LAMBDA_CI_ARCHIVE", "never")).exitCode())
                .isZero();
        assertThat(leftovers()).isEmpty();
        assertThat(jdk.trainings()).isZero();

        assertThat(launch(pipeline.with("LAMBDA_CI_ARCHIVE", "make")).exitCode())
                .isZero();
        assertThat(jdk.runs()).hasSize(2);
        launch(pipeline);

        assertThat(jdk.trainings()).isOne();
        assertThat(jdk.runs()).last().asString().contains("-XX:AOTCache=" + archive());
    }

    @Test
    void aFolderThatCannotBeWrittenStaysAsItIs() throws Exception {
        Files.setPosixFilePermissions(installed, PosixFilePermissions.fromString("r-xr-xr-x"));
        Path home = Files.setPosixFilePermissions(jdk.home(), PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> command = new ArrayList<>();
        if (Files.isWritable(installed)) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(List.of(installed.resolve("lambda-ci").toString(), "status"));

        Outcome outcome = program.outcome(program.startCommand(command));

        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.stderr()).isEmpty();
        assertThat(Files.readAllLines(home.resolve("calls"))).hasSize(1);
        assertThat(leftovers()).isEmpty();
        Files.setPosixFilePermissions(installed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void realJavaTakesTheClassesOfTheRealJarFromIt() throws Exception {
        Files.copy(SharedClasses.JAR, jar, StandardCopyOption.REPLACE_EXISTING);
        Program real = program.with("JAVA_HOME", System.getProperty("java.home"));
        Outcome made = launch(real.with("LAMBDA_CI_ARCHIVE", "make"));
        assertThat(made.exitCode()).as(made.toString()).isZero();
        assertThat(made.stdout() + made.stderr()).isEmpty();
        assertThat(leftovers()).hasSize(1);
        Path loaded = temporary.resolve("loaded");

        Outcome outcome = launch(real.with("LAMBDA_CI_JAVA_OPTS", "-Xlog:class+load:file=" + loaded));

        assertThat(outcome.stderr()).contains("--function-name");
        assertThat(Files.readString(loaded)).contains("io.github.lambdaci.Main source: shared objects file");
    }

    private Outcome launch(Program launched) {
        return launched.outcome(
                launched.startCommand(List.of(installed.resolve("lambda-ci").toString(), "status")));
    }

    private Outcome launchAndAwaitArchive(Program launched) throws Exception {
        List<Outcome> outcome = new ArrayList<>();
        awaitArchive(() -> outcome.add(launch(launched)));
        return outcome.get(0);
    }

    private interface Action {
        void run() throws Exception;
    }

    /** Does something, and waits until an archive has appeared and what it was made in is gone. */
    private void awaitArchive(Action action) throws Exception {
        try (WatchService watch = installed.getFileSystem().newWatchService()) {
            installed.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            action.run();
            boolean appeared = false;
            while (!appeared || Stream.of(names()).anyMatch(name -> name.endsWith(".making"))) {
                WatchKey key = watch.take();
                appeared |= key.pollEvents().stream()
                        .map(event -> String.valueOf(event.context()))
                        .anyMatch(name -> name.endsWith(".aot") || name.endsWith(".jsa"));
                key.reset();
            }
        }
    }

    private String[] names() {
        return installed.toFile().list();
    }

    /** What the launcher has put beside itself and the jar. */
    private List<Path> leftovers() {
        return Stream.of(names())
                .filter(name -> !name.equals("lambda-ci") && !name.equals("lambda-ci.jar"))
                .map(installed::resolve)
                .toList();
    }

    private Path archive() {
        assertThat(leftovers()).hasSize(1);
        return leftovers().get(0);
    }
}

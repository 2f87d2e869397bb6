package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout, with a Maven that only takes note of being called and hands out the packaged jar. */
class LauncherIT {
    @TempDir
    Path temporary;

    private Path checkout;
    private Path calls;
    private Program program;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectories(temporary.resolve("check out"));
        calls = temporary.resolve("calls");
        Files.copy(Path.of(System.getProperty("lambda-ci.launcher", "lambda-ci")), checkout.resolve("lambda-ci"));
        write("pom.xml", "<project/>");
        write("src/main/java/Main.java", "class Main {}");
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Path mvn = Files.writeString(bin.resolve("mvn"), """
                #!/bin/sh
                echo "$@" >>'%s'
                mkdir -p '%s/target'
                cp '%s' '%s/target/lambda-ci.jar'
                """.formatted(calls, checkout, jar(), checkout));
        executable(mvn);
        executable(checkout.resolve("lambda-ci"));
        program = new Program(
                Files.createDirectory(temporary.resolve("elsewhere")),
                Map.of(
                        "PATH",
                        bin + ":" + System.getenv("PATH"),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "LAMBDA_CI_ARCHIVE",
                        "never"));
    }

    @Test
    void buildsOnFirstUseAndAfterAnEdit() throws IOException {
        assertThat(launch("--version").stdout()).startsWith("lambda-ci ");
        assertThat(calls).isRegularFile();
        assertThat(Files.readString(calls)).contains("package", "-Dmaven.test.skip=true");
        Outcome second = launch("--version");
        assertThat(second.stderr()).isEmpty();
        assertThat(Files.readAllLines(calls)).hasSize(1);
        Files.setLastModifiedTime(
                checkout.resolve("src/main/java/Main.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(launch("--version").stderr()).contains("building lambda-ci");
        assertThat(Files.readAllLines(calls)).hasSize(2);
    }

    @Test
    void worksThroughASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), Path.of("check out/lambda-ci"));
        assertThat(program.outcome(program.startCommand(List.of(link.toString(), "--version")))
                        .stdout())
                .startsWith("lambda-ci ");
    }

    @Test
    void passesArgumentsAndTheExitCodeOn() {
        Outcome outcome = launch("--function-name", "two words");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.stderr()).contains("'two words' is not the name of a function");
    }

    @Test
    void anArchiveIsMadeWithTheJar() throws IOException {
        StandInJdk jdk = jdk("jdk", "25.0.3+9");
        program = program.with(Map.of("JAVA_HOME", jdk.home().toString(), "LAMBDA_CI_ARCHIVE", ""));
        assertThat(launch("status").stderr()).contains("building lambda-ci", "preparing quick starts");
        assertThat(launch("status").stderr()).isEmpty();
        assertThat(jdk.trainings()).isOne();
        assertThat(jdk.runs()).hasSize(2).allMatch(run -> run.contains("-XX:AOTCache="));
    }

    @Test
    void theNewestJdkIsTaken() throws IOException {
        Path jdks = Files.createDirectories(temporary.resolve("home/.jdks"));
        StandInJdk.make(jdks.resolve("a"), "98.0.1+1");
        StandInJdk newest = jdk("home/.jdks/b", "99.0.1+1");
        StandInJdk.make(jdks.resolve("c"), "9.0.4+1");
        StandInJdk onPath = jdk("on-path", "97.0.1+1");
        Files.createSymbolicLink(temporary.resolve("bin/java"), onPath.home().resolve("bin/java"));
        program = program.with(Map.of("HOME", temporary.resolve("home").toString(), "JAVA_HOME", ""));
        launch("status");
        assertThat(newest.runs()).hasSize(1);
        assertThat(onPath.runs()).isEmpty();
        program = program.with("HOME", temporary.resolve("none").toString());
        launch("status");
        assertThat(onPath.runs()).hasSize(1);
    }

    @Test
    void javaHomeIsTakenIfItWillDo() throws IOException {
        StandInJdk newest = jdk("home/.jdks/newest", "99.0.1+1");
        StandInJdk named = jdk("named", "17.0.1+1");
        StandInJdk old = jdk("old", "1.8.0_400-b01");
        program = program.with("HOME", temporary.resolve("home").toString());
        program = program.with("JAVA_HOME", named.home().toString());
        launch("status");
        assertThat(named.runs()).hasSize(1);
        program = program.with("JAVA_HOME", old.home().toString());
        launch("status");
        assertThat(old.calls()).isEmpty();
        assertThat(newest.runs()).hasSize(1);
    }

    @Test
    void largeTreesAreReadWithBothCompilers() throws IOException {
        Files.write(
                Files.createDirectories(temporary.resolve("elsewhere/-large")).resolve("data"), new byte[41 << 20]);
        Files.write(
                Files.createDirectories(temporary.resolve("elsewhere/small")).resolve("data"), new byte[1 << 20]);
        StandInJdk jdk = jdk("jdk", "17.0.1+1");
        Program real = program;
        program = program.with("JAVA_HOME", jdk.home().toString());
        launch("--app-src-path", "-large");
        launch("--app-src-path=-large");
        launch("--app-src-path", "small");
        launch("--app-src-path", "none");
        executable(Files.writeString(temporary.resolve("bin/find"), "#!/bin/sh\nexit 1\n"));
        launch("--app-src-path", "-large");
        launch("--app-src-path", "small");
        assertThat(jdk.runs())
                .extracting(run -> run.contains("TieredStopAtLevel=1"))
                .containsExactly(false, false, true, true, false, true);
        program = real;
        // What this Java does not know of all that, it passes over without a word.
        Outcome outcome = launch("--version", "--app-src-path", "-large");
        assertThat(outcome.stdout()).startsWith("lambda-ci ");
        assertThat(outcome.stderr()).doesNotContain("warning", "CompileCommand");
    }

    @Test
    void namesOfFilesAreUtf8AlsoWherePipelinesSayNothingOfIt() throws Exception {
        Files.createDirectories(temporary.resolve("elsewhere/src"));
        // Java itself can make no such file if these tests run in the C locale.
        new ProcessBuilder("sh", "-c", "echo 1 >\"$(printf 'elsewhere/src/gr\\303\\274n.txt')\"")
                .directory(temporary.toFile())
                .start()
                .waitFor();
        String[] release = {
            "--sandbox",
            "--app-s3-bucket",
            "bucket",
            "--function-name",
            "orders",
            "--function-runtime",
            "provided.al2023",
            "--source-version",
            "1",
            "--app-src-path",
            "src",
            "--output",
            "json"
        };
        Program inAnyLocale = program;
        program = inAnyLocale.with("LANG", "");
        assertThat(launch(release).stdout()).contains("\"name\": \"gr\\u00FCn.txt\"", "\"changed\": true");
        program = inAnyLocale.with("LC_ALL", "C");
        assertThat(launch(release).stdout()).contains("\"changed\": false");
        program = inAnyLocale.with("LC_ALL", "C.UTF-8");
        assertThat(launch(release).stdout()).contains("\"changed\": false");
    }

    @Test
    void failedBuildIsSaid() throws IOException {
        executable(Files.writeString(temporary.resolve("bin/mvn"), "#!/bin/sh\nexit 1\n"));
        Outcome outcome = launch("--version");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.stderr()).contains("ERROR lambda-ci could not be built");
        assertThat(outcome.stdout()).isEmpty();
    }

    /** One that can build. */
    private StandInJdk jdk(String name, String version) throws IOException {
        StandInJdk jdk = StandInJdk.make(temporary.resolve(name), version);
        executable(Files.writeString(jdk.home().resolve("bin/javac"), "#!/bin/sh\n"));
        return jdk;
    }

    private Outcome launch(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("lambda-ci").toString()));
        command.addAll(List.of(arguments));
        return program.outcome(program.startCommand(command));
    }

    private static Path jar() {
        return Path.of(System.getProperty("lambda-ci.jar", "target/lambda-ci.jar"))
                .toAbsolutePath();
    }

    private void write(String name, String content) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

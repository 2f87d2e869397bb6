package io.github.lambdaci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.testing.StandInEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops the packaged program with signals, as Ctrl-C and CI services do. */
@Timeout(60)
class InterruptionIT {
    /** Installs for ever. */
    private static final String PIP = """
            #!/bin/sh
            case "$*" in *--version*) echo "pip 25.0 from here (python 3.13)"; exit;; esac
            echo "Collecting for ever"
            exec sleep 600
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void makeProject() throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/app.py"), "def handler(event, context): return 1");
        Path python = Files.createDirectories(folder.resolve("bin")).resolve("python3.13");
        Files.writeString(python, PIP);
        assertThat(python.toFile().setExecutable(true)).isTrue();
    }

    @AfterEach
    void endWhatWasStarted() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void interruptedBuildLeavesNothingBehindAndSaysWhatIsLive() throws Exception {
        Files.writeString(folder.resolve("src/requirements.txt"), "humanize==4.12.1");
        Process run = start(ship());
        String before = readUntil(run.getErrorStream(), "Collecting for ever");
        assertThat(workFolders()).hasSize(1);

        signal(run, "INT");

        assertThat(rest(run.getErrorStream()))
                .contains(
                        "stopped in stage bundle: live traffic was not touched, alias latest still points to version 1")
                .contains("run the same command again");
        assertThat(run.waitFor()).as(before).isEqualTo(130);
        assertThat(rest(run.getInputStream())).isEmpty();
        assertThat(workFolders()).isEmpty();
    }

    @Test
    void terminationIsTheSameAsAnInterruption() throws Exception {
        Files.writeString(folder.resolve("src/requirements.txt"), "humanize==4.12.1");
        Process run = start(ship());
        String before = readUntil(run.getErrorStream(), "Collecting for ever");

        signal(run, "TERM");

        assertThat(run.waitFor()).as(before).isEqualTo(130);
        assertThat(workFolders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aContainerThatIsJustBeingMadeIsRemoved(String signal) throws Exception {
        Files.writeString(folder.resolve("src/requirements.txt"), "humanize==4.12.1");
        try (StandInEngine engine = StandInEngine.start()) {
            Process run = start(Map.of("DOCKER_HOST", engine.address()), ship("--builder=docker"));
            engine.awaitCreating();

            signal(run, signal);
            String said = readUntil(run.getErrorStream(), "cleaning up");
            engine.create();

            assertThat(run.waitFor()).as(said).isEqualTo(130);
            assertThat(engine.requests()).endsWith(StandInEngine.CREATED, StandInEngine.FILLED, StandInEngine.REMOVED);
        }
        assertThat(workFolders()).isEmpty();
    }

    @Test
    void whoStopsWatchingTheLogsHasShippedAllTheSame() throws Exception {
        Process run = start(ship("--watch-log-stream"));
        readUntil(run.getErrorStream(), "following version 2");

        signal(run, "INT");

        assertThat(run.waitFor()).isZero();
        assertThat(rest(run.getInputStream())).contains(":function:hello:2");
    }

    @Test
    void sandboxServesUntilItIsStopped() throws Exception {
        Process run = start(
                "sandbox", "--port", "0", "--dir", folder.resolve("sandbox").toString());
        assertThat(readUntil(run.getInputStream(), "AWS_REGION")).contains("export AWS_ENDPOINT_URL=http://127.0.0.1:");
        readUntil(run.getErrorStream(), "until Ctrl-C");

        signal(run, "INT");

        assertThat(run.waitFor()).isZero();
    }

    private String[] ship(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--sandbox=" + folder.resolve("sandbox"),
                "--function-name=hello",
                "--function-runtime=python3.13",
                "--app-src-path=" + folder.resolve("src")));
        if (Stream.of(more).noneMatch(argument -> argument.startsWith("--builder="))) {
            arguments.add("--builder=host");
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(new String[0]);
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("lambda-ci.jar", "target/lambda-ci.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(variables);
        builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
        builder.environment().merge("PATH", "", (path, none) -> folder.resolve("bin") + ":" + path);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private Stream<Path> workFolders() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("tmp"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("lambda-ci-")).toList().stream();
        }
    }

    private static String readUntil(InputStream in, String text) throws IOException {
        // Byte by byte, so that what follows is still there to be read.
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            int next = in.read();
            assertThat(next).as("the end came before '%s':%n%s", text, seen).isNotNegative();
            seen.append((char) next);
        }
        return seen.toString();
    }

    private static String rest(InputStream in) throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }
}

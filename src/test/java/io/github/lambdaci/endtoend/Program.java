package io.github.lambdaci.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The packaged program, run as a process in a folder.
 *
 * @param folder the working folder
 * @param environment variables added to a bare environment
 * @param java options for Java itself
 */
record Program(Path folder, Map<String, String> environment, List<String> java) {
    private static final List<String> KEPT = List.of("PATH", "HOME", "LANG", "TMPDIR", "DOCKER_HOST");

    Program(Path folder, Map<String, String> environment) {
        this(folder, environment, List.of());
    }

    /** What a run came to. */
    record Outcome(int exitCode, String stdout, String stderr) {
        @Override
        public String toString() {
            return "exit code " + exitCode + "\n--- stdout\n" + stdout + "--- stderr\n" + stderr;
        }
    }

    /** The same program with one more variable. */
    Program with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** The same program with more variables. */
    Program with(Map<String, String> variables) {
        Map<String, String> more = new TreeMap<>(environment);
        more.putAll(variables);
        return new Program(folder, more, java);
    }

    /** The same program in another folder. */
    Program in(Path other) {
        return new Program(other, environment, java);
    }

    Outcome run(List<String> arguments) {
        return outcome(start(arguments), logs());
    }

    Outcome run(String... arguments) {
        return run(List.of(arguments));
    }

    /** Runs with another umask. */
    Outcome runWithUmask(String umask, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
        command.addAll(command(arguments));
        return outcome(start(command, logs()), logs());
    }

    /** Starts a run and returns at once; its output goes to files that {@link #outcome} reads. */
    Process start(List<String> arguments) {
        return start(command(arguments), logs());
    }

    /** Starts another command in the same folder and environment. */
    Process startCommand(List<String> command) {
        return start(command, logs());
    }

    /** Waits for a run. */
    Outcome outcome(Process process) {
        return outcome(process, logs());
    }

    /** What the run, which may go on, has told people until now. */
    String toldSoFar() {
        try {
            return Files.readString(logs().resolveSibling(logs().getFileName() + ".err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logs() {
        return folder.resolveSibling(folder.getFileName() + ".output");
    }

    private Process start(List<String> command, Path logs) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().retainAll(KEPT);
        // What a killed run leaves goes with the test's own folder.
        variables.put("TMPDIR", folder.toAbsolutePath().resolveSibling("").toString());
        // And what one test's runs remember is no matter of another's.
        variables.put(
                "XDG_CACHE_HOME",
                folder.toAbsolutePath().resolveSibling("caches").toString());
        variables.putAll(environment);
        builder.redirectOutput(logs.resolveSibling(logs.getFileName() + ".out").toFile());
        builder.redirectError(logs.resolveSibling(logs.getFileName() + ".err").toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome outcome(Process process, Path logs) {
        try {
            int exitCode = process.waitFor();
            return new Outcome(
                    exitCode,
                    Files.readString(logs.resolveSibling(logs.getFileName() + ".out")),
                    Files.readString(logs.resolveSibling(logs.getFileName() + ".err")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the program ran", e);
        }
    }

    /** The command that runs the program with these arguments. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile=" + SharedClasses.archive(),
                // An archive of another jar is no reason for words between the program's own.
                "-Xlog:disable"));
        command.addAll(java);
        command.addAll(List.of("-jar", SharedClasses.JAR.toString()));
        command.addAll(arguments);
        return command;
    }
}

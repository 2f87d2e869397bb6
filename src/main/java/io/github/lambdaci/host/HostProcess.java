package io.github.lambdaci.host;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.InterruptedRunException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program of this machine, run to its end or until this thread is interrupted. */
final class HostProcess {
    private static final long PIPE_PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private HostProcess() {}

    /**
     * Runs a program and tells its exit status.
     *
     * @param lines takes what it writes
     */
    static int run(List<String> command, Path folder, Map<String, String> environment, Consumer<String> lines) {
        Process process = start(command, folder, environment);
        Thread reader = new Thread(() -> read(process, lines), "output of " + command.get(0));
        reader.setDaemon(true);
        reader.start();
        try {
            int status = process.waitFor();
            // Something that it left running may hold the pipe open for ever.
            reader.join(PIPE_PATIENCE_MILLIS);
            return status;
        } catch (InterruptedException e) {
            killTree(process);
            Thread.currentThread().interrupt();
            throw new InterruptedRunException(
                    "running " + Path.of(command.get(0)).getFileName());
        }
    }

    private static Process start(List<String> command, Path folder, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new BuildException(
                    "'" + command.get(0) + "' cannot be run: " + e.getMessage(), "use --builder docker", e);
        }
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines);
        } catch (IOException | UncheckedIOException e) {
            // The process was killed.
        }
    }

    private static void killTree(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        descendants.forEach(descendant -> descendant.onExit().join());
    }
}

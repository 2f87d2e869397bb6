package io.github.lambdaci.sandbox.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The programs of this machine that run functions: the runtime's own version if it is installed, or else any. */
final class Interpreters {
    private final String searchPath;
    private final Map<String, Optional<Interpreter>> found = new ConcurrentHashMap<>();

    Interpreters(String searchPath) {
        this.searchPath = searchPath;
    }

    /** A program that runs functions, and what it calls itself. */
    record Interpreter(Path program, String version) {}

    String searchPath() {
        return searchPath;
    }

    /** The names of the programs that can run a runtime's functions; none for other languages. */
    static List<String> programs(String runtime) {
        if (runtime.startsWith("python")) {
            return List.of(runtime, "python3");
        }
        return runtime.startsWith("nodejs") ? List.of("node") : List.of();
    }

    Optional<Interpreter> find(String runtime) {
        return found.computeIfAbsent(
                runtime,
                wanted -> programs(wanted).stream()
                        .flatMap(name -> start(name).stream())
                        .findFirst());
    }

    private Optional<Interpreter> start(String name) {
        for (String directory : searchPath.split(File.pathSeparator, -1)) {
            Path program = Path.of(directory, name);
            if (!directory.isEmpty() && Files.isExecutable(program)) {
                Optional<Interpreter> working = version(program);
                if (working.isPresent()) {
                    return working;
                }
            }
        }
        return Optional.empty();
    }

    // Version managers put programs on the path that only say that the version is not installed.
    private static Optional<Interpreter> version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            try (InputStream out = process.getInputStream()) {
                String version = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
                return process.waitFor() == 0 ? Optional.of(new Interpreter(program, version)) : Optional.empty();
            }
        } catch (IOException cannotRun) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a function in a process of its own, with the environment that Lambda gives and nothing of this process's. */
final class FunctionProcess {
    // Starting the interpreter and importing the code do not count as the function's time, but have an end too.
    private static final long MOST_INIT_MILLIS = 30_000;
    private static final int LARGEST_ANSWER = 6_291_556;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /** Everything that a process needs: the program, the places, and the names that the function sees. */
    record Setup(
            Interpreters.Interpreter interpreter,
            Workspace.Prepared workspace,
            Path directory,
            String logStream,
            String searchPath) {
        Path output() {
            return directory.resolve("output.log");
        }
    }

    Invocation.Ran run(Invocation invocation, Setup setup) throws IOException, InterruptedException {
        Path event = setup.directory().resolve("event.json");
        Path result = setup.directory().resolve("result.json");
        Path started = setup.directory().resolve("started");
        if (RuntimeApi.isFor(invocation.version().runtime())) {
            try (RuntimeApi api = RuntimeApi.serve(invocation, started, result)) {
                ProcessBuilder builder = builder(invocation, setup, List.of());
                builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
                return run(invocation, builder, started, result, api::onEnd);
            }
        }
        Path unused = Files.writeString(event, invocation.payload());
        ProcessBuilder builder = builder(invocation, setup, List.of(event, result, started));
        builder.environment().put("SANDBOX_INVOKED_ARN", invocation.invoked().arn());
        builder.environment().put("SANDBOX_REQUEST_ID", invocation.requestId());
        builder.environment()
                .put(
                        "SANDBOX_TIMEOUT_SECONDS",
                        Integer.toString(invocation.version().timeout()));
        return run(invocation, builder, started, result, end -> {});
    }

    private Invocation.Ran run(
            Invocation invocation, ProcessBuilder builder, Path started, Path result, Consumer<Runnable> onEnd)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException cannotRun) {
            // As a script whose interpreter is not there.
            return failed(
                    "Runtime.InvalidEntrypoint",
                    "RequestId: " + invocation.requestId() + " Error: " + cannotRun.getMessage(),
                    new Invocation.Measures(0, 0, 0));
        }
        running.add(process);
        onEnd.accept(process::destroyForcibly);
        try {
            process.getOutputStream().close();
            awaitStart(process, started);
            long init = System.nanoTime();
            boolean ended = process.waitFor(invocation.version().timeout(), TimeUnit.SECONDS);
            double millis = (System.nanoTime() - init) / 1e6;
            Invocation.Measures measures = new Invocation.Measures((init - begin) / 1e6, millis, 0);
            return ended ? read(invocation, result, process.exitValue(), measures) : timedOut(invocation, measures);
        } finally {
            kill(process);
            running.remove(process);
        }
    }

    private static ProcessBuilder builder(Invocation invocation, Setup setup, List<Path> files) {
        ProcessBuilder builder = new ProcessBuilder(command(setup, files))
                .directory(setup.workspace().task().toFile())
                .redirectErrorStream(true)
                .redirectOutput(setup.output().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(invocation, setup));
        return builder;
    }

    private static List<String> command(Setup setup, List<Path> files) {
        List<String> command = new ArrayList<>();
        command.add(setup.interpreter().program().toString());
        if (files.isEmpty()) {
            return command;
        }
        if (setup.workspace().bootstrap().toString().endsWith(".py")) {
            // Without this machine's own packages: what is missing in the zip and the layers is missing in Lambda too.
            command.add("-S");
        }
        command.add(setup.workspace().bootstrap().toString());
        files.forEach(file -> command.add(file.toString()));
        return command;
    }

    private static void awaitStart(Process process, Path started) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_INIT_MILLIS);
        while (!Files.exists(started) && System.nanoTime() < deadline) {
            if (process.waitFor(2, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static Map<String, String> environment(Invocation invocation, Setup setup) {
        FunctionVersion version = invocation.version();
        FunctionRef ref = invocation.invoked();
        Path layers = setup.workspace().layers();
        Map<String, String> environment = new TreeMap<>(version.environment());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", ref.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", version.number());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(version.memorySize()));
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", version.logGroup());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", setup.logStream());
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + version.runtime());
        environment.put("AWS_REGION", ref.region());
        environment.put("AWS_DEFAULT_REGION", ref.region());
        environment.put("AWS_ACCESS_KEY_ID", "sandbox");
        environment.put("AWS_SECRET_ACCESS_KEY", "sandbox");
        environment.putIfAbsent("AWS_ENDPOINT_URL", invocation.endpoint());
        environment.put("LAMBDA_TASK_ROOT", setup.workspace().task().toString());
        environment.put("_HANDLER", version.handler());
        environment.putIfAbsent("TZ", ":UTC");
        environment.putIfAbsent("LANG", "en_US.UTF-8");
        environment.putIfAbsent("HOME", setup.directory().toString());
        environment.putIfAbsent("TMPDIR", setup.directory().toString());
        environment.putIfAbsent("PATH", paths(layers.resolve("bin").toString(), setup.searchPath()));
        environment.putIfAbsent("LD_LIBRARY_PATH", paths(layers.resolve("lib").toString()));
        addPackages(environment, version.runtime(), layers);
        return environment;
    }

    private static void addPackages(Map<String, String> environment, String runtime, Path layers) {
        if (runtime.startsWith("python")) {
            Path python = layers.resolve("python");
            String versioned = python.resolve("lib")
                    .resolve(runtime)
                    .resolve("site-packages")
                    .toString();
            environment.put("PYTHONPATH", paths(versioned, python.toString(), environment.get("PYTHONPATH")));
            environment.put("PYTHONUNBUFFERED", "1");
            environment.put("PYTHONDONTWRITEBYTECODE", "1");
            return;
        }
        if (!runtime.startsWith("nodejs")) {
            return;
        }
        Path nodejs = layers.resolve("nodejs");
        String versioned = nodejs.resolve(Workspace.nodeFolder(runtime))
                .resolve("node_modules")
                .toString();
        environment.put(
                "NODE_PATH", paths(versioned, nodejs.resolve("node_modules").toString(), environment.get("NODE_PATH")));
    }

    private static String paths(@org.jspecify.annotations.Nullable String... paths) {
        return Stream.of(paths)
                .filter(path -> path != null && !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Invocation.Ran read(Invocation invocation, Path result, int exitStatus, Invocation.Measures measures)
            throws IOException {
        if (!Files.exists(result)) {
            String reason = exitStatus == 0
                    ? "Runtime exited without providing a reason"
                    : "Runtime exited with error: " + signal(exitStatus);
            return failed("Runtime.ExitError", "RequestId: " + invocation.requestId() + " Error: " + reason, measures);
        }
        ObjectNode answer = Json.object(Files.readAllBytes(result));
        String payload = answer.path("payload").asText();
        Invocation.Measures complete = new Invocation.Measures(
                measures.initMillis(),
                measures.runMillis(),
                answer.path("maxMemoryMb").asLong());
        if (payload.length() > LARGEST_ANSWER) {
            return failed(
                    "Function.ResponseSizeTooLarge",
                    "Response payload size exceeded maximum allowed payload size (" + LARGEST_ANSWER + " bytes).",
                    complete);
        }
        return new Invocation.Ran(payload, answer.path("failed").asBoolean(), complete);
    }

    private static String signal(int exitStatus) {
        return exitStatus > 128 ? "signal: " + (exitStatus - 128) : "exit status " + exitStatus;
    }

    private static Invocation.Ran timedOut(Invocation invocation, Invocation.Measures measures) {
        String limit =
                String.format(Locale.ROOT, "%.2f", (double) invocation.version().timeout());
        return failed(
                "Sandbox.Timedout",
                "RequestId: " + invocation.requestId() + " Error: Task timed out after " + limit + " seconds",
                measures);
    }

    static Invocation.Ran failed(String type, String message, Invocation.Measures measures) {
        ObjectNode payload = Json.object().put("errorType", type).put("errorMessage", message);
        return new Invocation.Ran(payload.toString(), true, measures);
    }

    private static void kill(Process process) throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(5, TimeUnit.SECONDS);
    }

    void killAll() {
        for (Process process : running) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}

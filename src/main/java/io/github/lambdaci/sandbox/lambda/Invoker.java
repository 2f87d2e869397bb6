package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.sandbox.cloudwatch.MetricStore;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invokes functions: finds the version, runs its code, and writes its log. */
final class Invoker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);
    private static final int MOST_SYNCHRONOUS = 6_291_456;
    private static final int MOST_ASYNCHRONOUS = 1_048_576;
    private static final int LOG_TAIL = 4096;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    private final FunctionStore functions;
    private final Workspace workspace;
    private final Interpreters interpreters;
    private final InvocationLog log;
    private final MetricStore metrics;
    private final FunctionProcess processes = new FunctionProcess();
    private final ExecutorService events = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sandbox-event");
        thread.setDaemon(true);
        return thread;
    });

    Invoker(FunctionStore functions, Workspace workspace, Interpreters interpreters, LambdaApi.Observers observers) {
        this.functions = functions;
        this.workspace = workspace;
        this.interpreters = interpreters;
        this.metrics = observers.metrics();
        this.log = new InvocationLog(observers.logs(), functions.settings().clock());
    }

    Response invoke(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        String type = call.http().header("x-amz-invocation-type").orElse("RequestResponse");
        FunctionDocument function = functions.get(ref);
        FunctionVersion version = function.runnable(chosenVersion(function, ref.qualifier()));
        requireRunnable(function, version);
        Response executed = Response.of(200).with("X-Amz-Executed-Version", version.number());
        String payload = payload(call, type.equals("Event") ? MOST_ASYNCHRONOUS : MOST_SYNCHRONOUS, type);
        Invocation invocation = new Invocation(
                UUID.randomUUID().toString(), ref, version, payload, call.http().origin());
        return switch (type) {
            case "DryRun" -> new Response(204, executed.headers(), executed.body(), 0);
            case "Event" -> {
                events.execute(() -> runUnattended(invocation));
                yield new Response(202, executed.headers(), executed.body(), 0);
            }
            case "RequestResponse" -> answer(call, executed, run(invocation));
            default ->
                throw LambdaErrors.validation(
                        type, "invocationType", "satisfy enum value set: [Event, RequestResponse, DryRun]");
        };
    }

    /** The version behind a qualifier; an alias with weights chooses anew for every call. */
    private static String chosenVersion(FunctionDocument function, Optional<String> qualifier) {
        Optional<JsonNode> alias = qualifier.flatMap(function::alias).map(JsonNode.class::cast);
        if (alias.isEmpty()) {
            return function.resolve(qualifier).number();
        }
        JsonNode weights = alias.get().path("RoutingConfig").path("AdditionalVersionWeights");
        for (Map.Entry<String, JsonNode> weight : weights.properties()) {
            if (ThreadLocalRandom.current().nextDouble() < weight.getValue().asDouble()) {
                return weight.getKey();
            }
        }
        return alias.get().path("FunctionVersion").asText();
    }

    private static void requireRunnable(FunctionDocument function, FunctionVersion version) {
        String state = version.number().equals(FunctionRef.LATEST)
                ? (function.isCreating() ? "Pending" : "Active")
                : version.state(function.now());
        if (!state.equals("Active")) {
            throw LambdaErrors.inState(state);
        }
        if (Interpreters.programs(version.runtime()).isEmpty() && !RuntimeApi.isFor(version.runtime())) {
            throw AwsError.notImplemented("Lambda Invoke for the runtime " + version.runtime());
        }
    }

    private static String payload(LambdaCall call, int most, String type) throws IOException {
        byte[] sent = call.http().body().readNBytes(most + 1);
        if (sent.length > most) {
            throw AwsError.of(
                            413,
                            "RequestTooLargeException",
                            sent.length + " byte payload is too large for the " + type + " invocation type (limit "
                                    + most + " bytes)")
                    .with("Type", "User");
        }
        if (sent.length == 0) {
            return "{}";
        }
        try {
            String payload = new String(sent, StandardCharsets.UTF_8);
            JsonNode unused = Json.mapper().readTree(payload);
            return payload;
        } catch (JsonProcessingException malformed) {
            throw AwsError.of(
                            400,
                            "InvalidRequestContentException",
                            "Could not parse request body into json: Could not parse payload into json: "
                                    + malformed.getOriginalMessage())
                    .with("Type", "User");
        }
    }

    private static Response answer(LambdaCall call, Response executed, Invocation.Outcome outcome) {
        Response response = executed.with("Content-Type", "application/json");
        if (outcome.failed()) {
            response = response.with("X-Amz-Function-Error", "Unhandled");
        }
        if (call.http().header("x-amz-log-type").orElse("None").equals("Tail")) {
            byte[] text = outcome.log().getBytes(StandardCharsets.UTF_8);
            byte[] tail = Arrays.copyOfRange(text, Math.max(0, text.length - LOG_TAIL), text.length);
            response = response.with("X-Amz-Log-Result", Base64.getEncoder().encodeToString(tail));
        }
        return response.text(outcome.payload());
    }

    private void runUnattended(Invocation invocation) {
        try {
            Invocation.Outcome unused = run(invocation);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("the sandbox could not run {}", invocation.invoked().arn(), failed);
        }
    }

    private Invocation.Outcome run(Invocation invocation) throws IOException {
        FunctionVersion version = invocation.version();
        Path directory = workspace.temporary();
        try {
            Workspace.Prepared prepared = workspace.prepare(version);
            Optional<Interpreters.Interpreter> interpreter = RuntimeApi.isFor(version.runtime())
                    ? RuntimeApi.bootstrap(prepared).map(program -> new Interpreters.Interpreter(program, "bootstrap"))
                    : interpreters.find(version.runtime());
            FunctionProcess.Setup setup = new FunctionProcess.Setup(
                    interpreter.orElse(new Interpreters.Interpreter(Path.of("none"), "none")),
                    prepared,
                    directory,
                    log.stream(invocation.invoked(), version),
                    interpreters.searchPath());
            Invocation.Ran ran = interpreter.isPresent() ? processes.run(invocation, setup) : notInstalled(invocation);
            String runtime =
                    setup.interpreter().version() + " (a process of this machine, for " + version.runtime() + ")";
            String text = log.write(invocation, ran, setup.output(), runtime);
            metrics.count(called(invocation), ran.failed());
            return new Invocation.Outcome(ran.payload(), ran.failed(), text);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the sandbox was stopped while the function ran", stopped);
        } finally {
            TemporaryFiles.delete(directory);
        }
    }

    private static MetricStore.Called called(Invocation invocation) {
        FunctionRef ref = invocation.invoked();
        String resource = ref.name() + ref.qualifier().map(value -> ":" + value).orElse("");
        boolean byAlias = ref.qualifier()
                .filter(value -> !value.matches("\\d+|\\$LATEST"))
                .isPresent();
        return new MetricStore.Called(
                ref.region(),
                ref.name(),
                resource,
                byAlias ? invocation.version().number() : "");
    }

    private static Invocation.Ran notInstalled(Invocation invocation) {
        String runtime = invocation.version().runtime();
        if (RuntimeApi.isFor(runtime)) {
            return FunctionProcess.failed(
                    "Runtime.InvalidEntrypoint",
                    "RequestId: " + invocation.requestId()
                            + " Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
                    new Invocation.Measures(0, 0, 0));
        }
        return FunctionProcess.failed(
                "Runtime.InvalidEntrypoint",
                "RequestId: " + invocation.requestId() + " Error: the sandbox runs " + runtime
                        + " functions with this machine's " + String.join(" or ", Interpreters.programs(runtime))
                        + ", and none is on the PATH that works: install one to invoke the function",
                new Invocation.Measures(0, 0, 0));
    }

    /** Takes no more events and runs those that were accepted, unless the thread is interrupted. */
    void finishEvents() {
        events.shutdown();
        try {
            boolean unused = events.awaitTermination(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        processes.killAll();
        events.shutdownNow();
    }
}

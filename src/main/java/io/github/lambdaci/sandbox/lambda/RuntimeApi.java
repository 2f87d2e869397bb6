package io.github.lambdaci.sandbox.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lambda's runtime API for one invocation: hands the event to the program {@code bootstrap} of a custom runtime, and takes
 * its answer.
 *
 * <p>Source: "Using the Lambda runtime API for custom runtimes" in the developer guide.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final Invocation invocation;
    private final Path started;
    private final Path result;
    private volatile Runnable end = () -> {};

    private RuntimeApi(HttpServer server, Invocation invocation, Path started, Path result) {
        this.server = server;
        this.invocation = invocation;
        this.started = started;
        this.result = result;
    }

    /**
     * Serves one invocation.
     *
     * @param started the file that is made when the program asks for the event
     * @param result the file that the answer is written to
     */
    static RuntimeApi serve(Invocation invocation, Path started, Path result) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RuntimeApi api = new RuntimeApi(server, invocation, started, result);
        var unused = server.createContext("/", api::handle);
        server.start();
        return api;
    }

    /** Whether a runtime is nothing but this interface. */
    static boolean isFor(String runtime) {
        return runtime.startsWith("provided");
    }

    /** The program that a version brings, in its code or in a layer. */
    static Optional<Path> bootstrap(Workspace.Prepared workspace) {
        return Stream.of(workspace.task(), workspace.layers())
                .map(folder -> folder.resolve("bootstrap"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Says what ends the program, which would wait for the next event for ever. */
    void onEnd(Runnable action) {
        end = action;
    }

    /** What the program finds in {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String own = ROOT + "invocation/" + invocation.requestId();
            if (path.equals(ROOT + "invocation/next")) {
                next(exchange);
            } else if (path.equals(own + "/response")) {
                accept(exchange, false);
            } else if (path.equals(own + "/error") || path.equals(ROOT + "init/error")) {
                accept(exchange, true);
            } else {
                send(exchange, 404, "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"Invalid request ID\"}");
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        if (Files.exists(started)) {
            end.run();
            return;
        }
        long deadline =
                Instant.now().plusSeconds(invocation.version().timeout()).toEpochMilli();
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", invocation.invoked().arn());
        Path unused = Files.createFile(started);
        send(exchange, 200, invocation.payload());
    }

    private void accept(HttpExchange exchange, boolean failed) throws IOException {
        String payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Path unused = Files.writeString(
                result,
                Json.object().put("payload", payload).put("failed", failed).toString());
        send(exchange, 202, "{\"status\":\"OK\"}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

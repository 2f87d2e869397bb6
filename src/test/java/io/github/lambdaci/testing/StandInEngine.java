package io.github.lambdaci.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A Docker engine of a few lines of HTTP: has every image, and makes a container when it is told that it may. */
public final class StandInEngine implements AutoCloseable {
    public static final String CREATED = "POST /containers/create";
    public static final String FILLED = "PUT /containers/c0ffee/archive";
    public static final String REMOVED = "DELETE /containers/c0ffee";

    /** To whatever is asked. */
    private static final String ANSWER = "{\"ApiVersion\":\"1.44\",\"Arch\":\"amd64\",\"Os\":\"linux\","
            + "\"Architecture\":\"amd64\",\"Id\":\"c0ffee\",\"Name\":\"c0ffee\"}";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final CountDownLatch creating = new CountDownLatch(1);
    private final CountDownLatch mayCreate = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private StandInEngine(HttpServer server) {
        this.server = server;
    }

    public static StandInEngine start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            StandInEngine engine = new StandInEngine(server);
            server.setExecutor(engine.threads);
            server.createContext("/", engine::answer);
            server.start();
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code DOCKER_HOST}. */
    public String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked and done, in the order in which it was done. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Answers a request, which names no version of the API, with "no": what is asked for is not there, what is wanted fails. */
    public void refuse(String request) {
        refused.add(request);
    }

    /** Waits until somebody wants a container. */
    public void awaitCreating() throws InterruptedException {
        if (!creating.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError("nobody wanted a container, but " + requests);
        }
    }

    /** Makes containers from now on. */
    public void create() {
        mayCreate.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().replaceFirst("^/v[\\d.]+", "");
        exchange.getRequestBody().readAllBytes();
        if (request.equals(CREATED)) {
            creating.countDown();
            awaitQuietly(mayCreate);
        }
        requests.add(request);
        boolean no = refused.contains(request);
        byte[] body = (no ? "{\"message\":\"no\"}" : ANSWER).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(no ? status(exchange) : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static int status(HttpExchange refused) {
        return refused.getRequestMethod().equals("GET") ? 404 : 500;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

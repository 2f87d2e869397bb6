package io.github.lambdaci.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Takes what is posted to a webhook, with a path that is a secret; also plays a proxy. */
public final class WebhookServer implements AutoCloseable {
    /** What must be in no output. */
    public static final String SECRET = "T0000-B0000-s3cr3t";

    private static final int OK = 200;

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "webhook-server");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Integer> answers = new ArrayDeque<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private int usual = OK;
    private boolean hanging;

    private WebhookServer(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** Starts one that speaks HTTP. */
    public static WebhookServer start() {
        try {
            return new WebhookServer(HttpServer.create(loopback(), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that speaks HTTPS. */
    public static WebhookServer start(SSLContext context) {
        try {
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new WebhookServer(server, "https");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Its address, with the secret. */
    public String address() {
        return authority() + "/services/" + SECRET;
    }

    /** Its address without a path, as a proxy's. */
    public String authority() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The port, which no output needs to name either. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The next requests are answered with these statuses, in their order. */
    public synchronized void answerNext(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    /** From now on, requests are answered with this status. */
    public synchronized void answer(int status) {
        usual = status;
    }

    /** From now on, requests are taken and never answered. */
    public synchronized void hang() {
        hanging = true;
    }

    /** What was posted. */
    public synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** What was asked for: a path, or a whole address of a proxy. */
    public synchronized List<String> targets() {
        return List.copyOf(targets);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (isKeptHanging(exchange, body)) {
            awaitEnd();
        }
        exchange.sendResponseHeaders(status(), -1);
        exchange.close();
    }

    private synchronized boolean isKeptHanging(HttpExchange exchange, String body) {
        bodies.add(body);
        targets.add(exchange.getRequestURI().toString());
        return hanging;
    }

    private synchronized int status() {
        return answers.isEmpty() ? usual : answers.remove();
    }

    private void awaitEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.github.lambdaci.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

/** A server that gives the answers it was told to, in their order or by what is asked, and keeps what it was asked. */
final class ScriptedAws implements AutoCloseable {
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Map<String, Answer> own = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final HttpServer server;
    private final AwsClients clients;

    ScriptedAws() {
        this(new Patience(Duration.ZERO));
    }

    ScriptedAws(Patience patience) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
        clients = new AwsClients(AwsSettings.sandbox(endpoint(), "0-test"), new Throttling(patience, told -> {}));
    }

    private record Answer(int status, String body, Map<String, String> headers) {}

    /** A request, with the names of headers in lower case. */
    record Request(String method, String target, Map<String, String> headers, String body) {}

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    AwsClients clients() {
        return clients;
    }

    /** The next answer. */
    ScriptedAws answer(int status, String body) {
        return answer(status, body, Map.of());
    }

    synchronized ScriptedAws answer(int status, String body, Map<String, String> headers) {
        answers.add(new Answer(status, body, headers));
        return this;
    }

    /** The answer to all requests for something, as in {@code /functions/orders}, whenever they come. */
    synchronized ScriptedAws answerTo(String target, int status, String body) {
        own.put(target, new Answer(status, body, Map.of()));
        return this;
    }

    /** The next answer: Lambda refuses. */
    ScriptedAws refuse(int status, String code, String message) {
        return answer(status, "{\"Message\":\"" + message + "\"}", Map.of("x-amzn-errortype", code));
    }

    /** The next answer: S3 refuses. */
    ScriptedAws refuseInXml(int status, String code, String message) {
        return answer(status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    /** The next answer is lost: the connection ends instead. */
    ScriptedAws hangUp() {
        return answer(0, "");
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Method and path of every request. */
    List<String> calls() {
        return requests().stream()
                .map(request -> request.method() + " " + request.target())
                .toList();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(",", header.getValue())));
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                new String(body, StandardCharsets.UTF_8)));
        Answer answer = Optional.ofNullable(own.get(exchange.getRequestURI().toString()))
                .or(() -> Optional.ofNullable(answers.poll()))
                .orElse(new Answer(400, "no answer is left", Map.of()));
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head || content.length == 0 ? -1 : content.length);
        if (!head) {
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    @Override
    public void close() {
        clients.close();
        server.stop(0);
    }
}

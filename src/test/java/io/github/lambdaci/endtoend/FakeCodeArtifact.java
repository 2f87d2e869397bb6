package io.github.lambdaci.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lambdaci.testing.PackageIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A CodeArtifact with one repository, whose packages are those of an index that wants its token. */
final class FakeCodeArtifact implements AutoCloseable {
    private final HttpServer server;
    private final PackageIndex index;
    private final String token;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    FakeCodeArtifact(PackageIndex index, String token) {
        this.index = index;
        this.token = token;
        index.demand("aws", token);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** What {@code AWS_ENDPOINT_URL_CODEARTIFACT} has to be. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method and path of every request. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String body;
        if (!query.contains("domain=team")) {
            body = "{}";
        } else if (exchange.getRequestURI().getPath().equals("/v1/authorization-token")) {
            body = "{\"authorizationToken\":\"" + token + "\"}";
        } else if (query.contains("format=pypi")) {
            // pip's page of all packages is below the endpoint.
            body = "{\"repositoryEndpoint\":\"" + index.pipIndexUrl().replace("simple/", "") + "\"}";
        } else {
            body = "{\"repositoryEndpoint\":\"" + index.npmRegistryUrl() + "\"}";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

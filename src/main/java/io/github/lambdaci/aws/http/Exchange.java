package io.github.lambdaci.aws.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** One request of the SDK's, and its answer. */
final class Exchange implements ExecutableHttpRequest {
    private static final Set<String> WITH_BODY = Set.of("PUT", "POST", "PATCH");

    private final Connections connections;
    private final HttpRequestExecutor executor;
    private final LongSupplier clock;
    private final HttpExecuteRequest wanted;
    private final AtomicReference<Connection> used = new AtomicReference<>();

    Exchange(Connections connections, HttpRequestExecutor executor, LongSupplier clock, HttpExecuteRequest wanted) {
        this.connections = connections;
        this.executor = executor;
        this.clock = clock;
        this.wanted = wanted;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        SdkHttpRequest asked = wanted.httpRequest();
        Connection connection = connections.take(new HttpHost(asked.protocol(), asked.host(), asked.port()));
        used.set(connection);
        boolean answered = false;
        try {
            HttpExecuteResponse answer = answer(connection);
            answered = true;
            return answer;
        } catch (HttpException e) {
            throw new IOException("this is not HTTP: " + e.getMessage(), e);
        } finally {
            if (!answered) {
                // Else the server waits for the rest of what was sent in part.
                connection.abort();
            }
        }
    }

    private HttpExecuteResponse answer(Connection connection) throws IOException, HttpException {
        HttpCoreContext context = HttpCoreContext.create();
        ClassicHttpRequest request = request();
        long sent = clock.getAsLong();
        ClassicHttpResponse response = executor.execute(request, connection.http(), context);
        long took = clock.getAsLong() - sent;
        boolean stays = executor.keepAlive(request, response, connection.http(), context);
        Runnable afterwards = new Afterwards(connections, connection, stays, took);
        HttpExecuteResponse.Builder answer = HttpExecuteResponse.builder().response(head(response));
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            afterwards.run();
        } else {
            AnswerBody body = new AnswerBody(entity.getContent(), afterwards);
            answer.responseBody(AbortableInputStream.create(body, () -> {
                connection.abort();
                body.abandon();
            }));
        }
        return answer.build();
    }

    /** What becomes of a connection when its answer has been read. */
    private record Afterwards(Connections connections, Connection connection, boolean stays, long took)
            implements Runnable {
        @Override
        public void run() {
            if (stays) {
                connections.keep(connection);
            } else {
                connections.end(connection, took);
            }
        }
    }

    private ClassicHttpRequest request() throws IOException {
        SdkHttpRequest asked = wanted.httpRequest();
        String method = asked.method().name();
        String path = asked.encodedPath().isEmpty() ? "/" : asked.encodedPath();
        String query = asked.encodedQueryParameters()
                .map(parameters -> "?" + parameters)
                .orElse("");
        ClassicHttpRequest request = new BasicClassicHttpRequest(method, path + query);
        asked.forEachHeader((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        if (!request.containsHeader(HttpHeaders.HOST)) {
            request.addHeader(HttpHeaders.HOST, asked.getUri().getRawAuthority());
        }
        if (wanted.contentStreamProvider().isPresent()) {
            addBody(request, wanted.contentStreamProvider().get());
        } else {
            sayThatThereIsNoBody(request);
        }
        return request;
    }

    /** Read when it is sent, which is never where the server refuses it before. */
    private static void addBody(ClassicHttpRequest request, ContentStreamProvider content) throws IOException {
        if (request.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
            request.setEntity(new EntityTemplate(-1, null, null, out -> {
                try (InputStream in = content.newStream()) {
                    in.transferTo(out);
                }
            }));
            return;
        }
        try (InputStream in = content.newStream()) {
            byte[] bytes = in.readAllBytes();
            request.addHeader(HttpHeaders.CONTENT_LENGTH, bytes.length);
            request.setEntity(new ByteArrayEntity(bytes, null));
        }
    }

    private static void sayThatThereIsNoBody(ClassicHttpRequest request) {
        if (WITH_BODY.contains(request.getMethod()) && !request.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
            request.addHeader(HttpHeaders.CONTENT_LENGTH, 0);
        }
    }

    private static SdkHttpFullResponse head(ClassicHttpResponse response) {
        SdkHttpFullResponse.Builder head =
                SdkHttpFullResponse.builder().statusCode(response.getCode()).statusText(response.getReasonPhrase());
        for (Header header : response.getHeaders()) {
            head.appendHeader(header.getName(), header.getValue());
        }
        return head.build();
    }

    @Override
    public void abort() {
        Optional.ofNullable(used.get()).ifPresent(Connection::abort);
    }
}

package io.github.lambdaci.aws.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.aws.http.PlainServer.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

class EarlyHttpClientTests {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX-Kind: a\r\nX-Kind: b\r\n\r\nbody";
    private static final String CLOSING = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nbody";

    private final AtomicLong now = new AtomicLong();
    private final EarlyHttpClient client = client(Duration.ofSeconds(10));

    private EarlyHttpClient client(Duration readTimeout) {
        return new EarlyHttpClient(
                Duration.ofSeconds(10),
                readTimeout,
                () -> {
                    throw new AssertionError("nothing here is encrypted");
                },
                now::get);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void asksAndAnswers() throws IOException {
        try (PlainServer server = new PlainServer(request -> OK)) {
            HttpExecuteResponse answer =
                    call(request(server, SdkHttpMethod.GET, "/a%20b?c=d%2Fe").build());

            assertThat(server.requests.get(0).lines())
                    .startsWith("GET /a%20b?c=d%2Fe HTTP/1.1")
                    .contains("Host: " + server.address().getAuthority());
            assertThat(answer.httpResponse().statusCode()).isEqualTo(200);
            assertThat(answer.httpResponse().statusText()).contains("OK");
            assertThat(answer.httpResponse().headers()).containsEntry("X-Kind", List.of("a", "b"));
            assertThat(text(answer)).isEqualTo("body");
        }
    }

    @Test
    void sendsABodyAsLongAsItsHeaderSays() throws IOException {
        try (PlainServer server = new PlainServer(request -> OK)) {
            text(call(put(server, "content").build()));

            assertThat(server.requests.get(0).body()).isEqualTo("content");
        }
    }

    @Test
    void aBodyOfUnknownLengthIsMeasuredFirst() throws IOException {
        try (PlainServer server = new PlainServer(request -> OK)) {
            SdkHttpFullRequest post = request(server, SdkHttpMethod.POST, "/")
                    .contentStreamProvider(() -> new ByteArrayInputStream("content".getBytes(StandardCharsets.UTF_8)))
                    .build();
            text(call(post));

            assertThat(server.requests.get(0).lines()).contains("Content-Length: 7");
            assertThat(server.requests.get(0).body()).isEqualTo("content");
        }
    }

    @Test
    void whatHasNoBodySaysSo() throws IOException {
        try (PlainServer server = new PlainServer(request -> OK)) {
            text(call(request(server, SdkHttpMethod.PUT, "/").build()));
            text(call(request(server, SdkHttpMethod.GET, "/").build()));

            assertThat(server.requests.get(0).lines()).contains("Content-Length: 0");
            assertThat(server.requests.get(1).lines()).noneMatch(line -> line.startsWith("Content-Length"));
        }
    }

    @Test
    void anAnswerMayHaveNoBody() throws IOException {
        try (PlainServer server = new PlainServer(request -> "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")) {
            SdkHttpFullRequest head = request(server, SdkHttpMethod.HEAD, "/").build();

            assertThat(call(head).responseBody()).isEmpty();
            assertThat(call(head).responseBody()).isEmpty();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionIsUsedAgain() throws IOException {
        try (PlainServer server = new PlainServer(request -> OK)) {
            text(call(get(server)));
            // What was not read is read then.
            call(get(server)).responseBody().orElseThrow().close();
            text(call(get(server)));

            assertThat(server.requests).extracting(Request::connection).containsExactly(1, 1, 1);
        }
    }

    @Test
    void aConnectionThatNobodyUsedForLongIsNotUsedAgain() throws IOException {
        try (PlainServer server = new PlainServer(request -> OK)) {
            text(call(get(server)));
            now.addAndGet(Duration.ofSeconds(6).toNanos());
            text(call(get(server)));

            assertThat(server.requests).extracting(Request::connection).containsExactly(1, 2);
        }
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsNotUsedAgain() throws Exception {
        try (PlainServer server = new PlainServer(request -> OK)) {
            text(call(get(server)));
            Socket first = server.next();
            first.close();
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            text(call(get(server)));

            assertThat(server.requests).extracting(Request::connection).containsExactly(1, 2);
        }
    }

    @Test
    void opensConnectionsBeforeThereIsAnythingToAsk() throws Exception {
        try (PlainServer server = new PlainServer(request -> OK)) {
            client.expect(server.address(), 2);
            server.next();
            server.next();
            assertThat(server.requests).isEmpty();

            HttpExecuteResponse first = call(get(server));
            HttpExecuteResponse second = call(get(server));
            text(first);
            text(second);

            assertThat(server.requests).extracting(Request::connection).containsExactlyInAnyOrder(1, 2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void opensFurtherConnectionsToAServerThatIsFarAwayAndClosesEach() throws Exception {
        try (PlainServer server = new PlainServer(request -> {
            now.addAndGet(Duration.ofMillis(50).toNanos());
            return CLOSING;
        })) {
            text(call(get(server)));
            for (int spare = 0; spare < 1 + 5; spare++) {
                server.next();
            }
            text(call(get(server)));

            assertThat(server.requests.get(1).connection()).isBetween(2, 6);
        }
    }

    @Test
    void opensNoFurtherConnectionsToAServerThatIsNear() throws IOException {
        try (PlainServer server = new PlainServer(request -> CLOSING)) {
            text(call(get(server)));
            text(call(get(server)));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatCannotBeReachedEarlyFailsTheCallAndIsTriedAgain() throws Exception {
        int port;
        try (PlainServer gone = new PlainServer(request -> OK)) {
            port = gone.address().getPort();
        }
        URI address = URI.create("http://127.0.0.1:" + port);
        client.expect(address, 3);

        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .uri(address)
                .method(SdkHttpMethod.GET)
                .build();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> call(request)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void asksWhetherABodyIsWelcomeWhereItIsToldTo() throws IOException {
        try (PlainServer server = new PlainServer(
                request -> "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")) {
            SdkHttpFullRequest put = request(server, SdkHttpMethod.PUT, "/")
                    .putHeader("Expect", "100-continue")
                    .putHeader("Content-Length", "1000000")
                    .contentStreamProvider(() -> {
                        throw new AssertionError("it is not welcome");
                    })
                    .build();

            assertThat(call(put).httpResponse().statusCode()).isEqualTo(412);
        }
    }

    @Test
    void aConnectionIsNotUsedAgainIfTheServerMayWaitForABody() throws IOException {
        try (PlainServer server = new PlainServer(request -> request.lines().contains("Expect: 100-continue")
                ? "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n"
                : OK)) {
            SdkHttpFullRequest put = put(server, "content".repeat(1000))
                    .putHeader("Expect", "100-continue")
                    .build();

            assertThat(call(put).httpResponse().statusCode()).isEqualTo(412);
            text(call(get(server)));

            assertThat(server.requests).extracting(Request::connection).containsExactly(1, 2);
        }
    }

    @Test
    void aServerThatClosesOnceIsNotTakenForOneThatAlwaysDoes() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (PlainServer server = new PlainServer(request -> {
            now.addAndGet(Duration.ofMillis(50).toNanos());
            return asked.incrementAndGet() == 1 ? CLOSING : OK;
        })) {
            text(call(get(server)));
            for (int connection = 0; connection < 1 + 5; connection++) {
                server.next();
            }
            text(call(get(server)));
            // The connection that was taken for this one was replaced, before the server was known to keep it.
            server.next();
            for (int call = 0; call < 10; call++) {
                text(call(get(server)));
            }

            assertThat(server.connections()).isEqualTo(7);
        }
    }

    @Test
    void whatIsNotHttpIsAFailureOfTheConnection() throws IOException {
        try (PlainServer server = new PlainServer(request -> "SSH-2.0-OpenSSH_9\r\n\r\nConnection: close")) {
            assertThatThrownBy(() -> call(get(server))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForever() throws IOException {
        try (PlainServer server = new PlainServer(request -> "");
                EarlyHttpClient hasty = client(Duration.ofMillis(50))) {
            assertThatThrownBy(() -> hasty.prepareRequest(HttpExecuteRequest.builder()
                                    .request(get(server))
                                    .build())
                            .call())
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aCallCanBeAborted() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        try (PlainServer server = new PlainServer(request -> {
            asked.complete(null);
            return "";
        })) {
            ExecutableHttpRequest request = client.prepareRequest(
                    HttpExecuteRequest.builder().request(get(server)).build());
            CompletableFuture<HttpExecuteResponse> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return request.call();
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            asked.join();
            request.abort();

            assertThatThrownBy(answer::join).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void anAbortedAnswerIsNotReadToItsEnd() throws IOException {
        try (PlainServer server =
                new PlainServer(request -> "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nbeginning")) {
            AbortableInputStream body = call(get(server)).responseBody().orElseThrow();
            body.abort();
            body.close();

            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void nothingIsKeptOpenAfterItsEnd() throws Exception {
        try (PlainServer server = new PlainServer(request -> OK)) {
            client.expect(server.address(), 1);
            Socket connection = server.next();
            text(call(get(server)));
            client.close();
            client.expect(server.address(), 1);

            // The server's thread ends when the client has hung up.
            while (!connection.isClosed()) {
                Thread.onSpinWait();
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static SdkHttpFullRequest.Builder request(PlainServer server, SdkHttpMethod method, String path) {
        return SdkHttpFullRequest.builder()
                .uri(URI.create(server.address() + path))
                .method(method);
    }

    private static SdkHttpFullRequest get(PlainServer server) {
        return request(server, SdkHttpMethod.GET, "/").build();
    }

    private static SdkHttpFullRequest.Builder put(PlainServer server, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return request(server, SdkHttpMethod.PUT, "/")
                .headers(Map.of("Content-Length", List.of(String.valueOf(bytes.length))))
                .contentStreamProvider(() -> new ByteArrayInputStream(bytes));
    }

    private HttpExecuteResponse call(SdkHttpFullRequest request) throws IOException {
        return client.prepareRequest(HttpExecuteRequest.builder()
                        .request(request)
                        .contentStreamProvider(request.contentStreamProvider().orElse(null))
                        .build())
                .call();
    }

    private static String text(HttpExecuteResponse answer) throws IOException {
        try (AbortableInputStream body = answer.responseBody().orElseThrow()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

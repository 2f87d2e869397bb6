package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PipedInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class NamingHttpClientTests {
    @Test
    void hangsUpWhenNotAllOfARequestCouldBeSent() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SdkHttpClient client = new NamingHttpClient(UrlConnectionHttpClient.create())) {
            ExecutableHttpRequest request = put(client, server.getLocalPort());
            assertThatThrownBy(request::call).hasMessage("Pipe not connected");
            try (Socket connection = server.accept()) {
                // A server that is not told waits for what is left; a test does not.
                connection.setSoTimeout(10_000);
                assertThat(connection.getInputStream().readAllBytes())
                        .asString(StandardCharsets.US_ASCII)
                        .startsWith("PUT / ");
            }
        }
    }

    private static ExecutableHttpRequest put(SdkHttpClient client, int port) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(URI.create("http://127.0.0.1:" + port))
                .method(SdkHttpMethod.PUT)
                .putHeader("Content-Length", "1000")
                .build();
        return client.prepareRequest(HttpExecuteRequest.builder()
                .request(request)
                // It cannot be read.
                .contentStreamProvider(PipedInputStream::new)
                .build());
    }
}

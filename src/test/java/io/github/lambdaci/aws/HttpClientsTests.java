package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.lambdaci.aws.http.EarlyHttpClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class HttpClientsTests {
    private static final List<String> PROPERTIES = List.of("http.proxyHost", "http.proxyPort");

    private final AwsSettings users = AwsSettings.of(Optional.empty(), Map.of(), "0-test");

    @AfterEach
    void forgetProxy() {
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void goesThroughAProxyThatIsNamed() throws Exception {
        List<URI> asked = new CopyOnWriteArrayList<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        proxy.start();
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(proxy.getAddress().getPort()));
        try (SdkHttpClient client = HttpClients.ofUser(users).patient(Duration.ofSeconds(10))) {
            SdkHttpRequest request = SdkHttpRequest.builder()
                    .uri(URI.create("http://server.invalid/path"))
                    .method(SdkHttpMethod.GET)
                    .build();
            client.prepareRequest(HttpExecuteRequest.builder().request(request).build())
                    .call();

            assertThat(asked).containsExactly(URI.create("http://server.invalid/path"));
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void noProxyLeadsToTheSandbox() {
        System.setProperty("http.proxyHost", "127.0.0.1");
        AwsSettings sandbox = AwsSettings.sandbox(URI.create("http://127.0.0.1:1"), "0-test");

        try (SdkHttpClient client = HttpClients.ofSandbox(sandbox).patient(Duration.ofSeconds(10))) {
            assertThat(client).isInstanceOf(EarlyHttpClient.class);
        }
    }
}

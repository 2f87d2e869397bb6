package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

class UnaskedBodiesTests {
    private final Queue<String> expectations = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            expectations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Expect")));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"1, null", "1048575, null", "1048576, 100-continue"})
    void onlyLargeBodiesAreAskedFor(int bytes, String expectation) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        SdkClients clients = new SdkClients(AwsSettings.sandbox(endpoint, "1"));

        clients.s3().putObject(put -> put.bucket("bucket").key("key"), RequestBody.fromBytes(new byte[bytes]));

        assertThat(expectations).containsExactly(expectation);
        clients.close();
    }
}

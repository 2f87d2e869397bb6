package io.github.lambdaci.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.lambdaci.sandbox.cloudwatch.MetricStore;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.logs.LogStore;
import io.github.lambdaci.sandbox.s3.S3Api;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MissingInterpreterTests {
    @TempDir
    private Path directory;

    @Test
    void functionFailsWithARemedy() throws Exception {
        StateDirectory state = StateDirectory.open(directory);
        Clock clock = Clock.systemUTC();
        LambdaSettings settings = new LambdaSettings("123456789012", clock, Delays.of(Duration.ZERO));
        S3Api s3 = new S3Api(state, clock, true);
        LambdaApi.Observers observers =
                new LambdaApi.Observers(new LogStore(state, clock), new MetricStore(state, clock));
        try (LambdaApi lambda = new LambdaApi(state, settings, s3.source(), observers, "")) {
            lambda.functions()
                    .provision(new SandboxFunctions.Dummy(
                            "orders", "us-east-1", "python3.12", "x86_64", "app.handler", "latest"));

            HttpResponse<String> answer = post(lambda, "/2015-03-31/functions/orders/invocations");

            assertThat(answer.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
            assertThat(answer.body())
                    .contains("Runtime.InvalidEntrypoint", "python3.12 or python3", "install one to invoke");
        }
    }

    private static HttpResponse<String> post(LambdaApi lambda, String path) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Request request = Request.of(exchange);
            try {
                lambda.handle(request).send(exchange);
            } catch (AwsError refused) {
                lambda.failure(request, refused).send(exchange);
            }
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } finally {
            server.stop(0);
        }
    }
}

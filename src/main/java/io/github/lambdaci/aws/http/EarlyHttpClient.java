package io.github.lambdaci.aws.http;

import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client for the SDK that can open connections before there is anything to ask. */
public final class EarlyHttpClient implements SdkHttpClient {
    private final Connections connections;
    private final HttpRequestExecutor executor = new HttpRequestExecutor();
    private final LongSupplier clock;

    /**
     * Opens nothing yet.
     *
     * @param connectTimeout how long a server may take to accept a connection
     * @param readTimeout how long a server may say nothing
     * @param encryption asked only for what is encrypted
     */
    public EarlyHttpClient(Duration connectTimeout, Duration readTimeout, Supplier<SSLSocketFactory> encryption) {
        this(connectTimeout, readTimeout, encryption, System::nanoTime);
    }

    EarlyHttpClient(
            Duration connectTimeout, Duration readTimeout, Supplier<SSLSocketFactory> encryption, LongSupplier clock) {
        this.clock = clock;
        this.connections = new Connections(new Opener(connectTimeout, readTimeout, encryption, clock), clock);
    }

    /** Begins to open connections to a server, one for each of so many calls that will be made at once. */
    public void expect(URI server, int calls) {
        int usual = server.getScheme().equals("https") ? 443 : 80;
        int port = server.getPort() < 0 ? usual : server.getPort();
        connections.expect(new HttpHost(server.getScheme(), server.getHost(), port), calls);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Exchange(connections, executor, clock, request);
    }

    @Override
    public String clientName() {
        return "HttpCore";
    }

    @Override
    public void close() {
        connections.close();
    }
}

package io.github.lambdaci.aws.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;

/** Opens connections, also those that are encrypted, to servers whose certificates are for their name. */
final class Opener {
    private final DefaultBHttpClientConnectionFactory connections =
            new DefaultBHttpClientConnectionFactory(Http1Config.DEFAULT, CharCodingConfig.DEFAULT);
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Supplier<SSLSocketFactory> encryption;
    private final LongSupplier clock;

    /**
     * Opens nothing yet.
     *
     * @param connectTimeout how long a server may take to accept a connection
     * @param readTimeout how long a server may say nothing
     * @param encryption asked only for what is encrypted
     * @param clock nanoseconds, from any time on
     */
    Opener(Duration connectTimeout, Duration readTimeout, Supplier<SSLSocketFactory> encryption, LongSupplier clock) {
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.encryption = encryption;
        this.clock = clock;
    }

    /**
     * Opens one, which takes a round trip, and two if it is encrypted.
     *
     * @throws IOException if the server cannot be reached, or is not trusted
     */
    Connection open(HttpHost server) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(server.getHostName(), server.getPort()),
                    Math.toIntExact(connectTimeout.toMillis()));
            socket.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
            boolean secure = server.getSchemeName().equals("https");
            return new Connection(
                    server,
                    secure ? encrypted(server, socket) : connections.createConnection(socket),
                    clock.getAsLong());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private DefaultBHttpClientConnection encrypted(HttpHost server, Socket socket) throws IOException {
        SSLSocket encrypted =
                (SSLSocket) encryption.get().createSocket(socket, server.getHostName(), server.getPort(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return connections.createConnection(encrypted, socket);
    }
}

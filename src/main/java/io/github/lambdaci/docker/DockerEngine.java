package io.github.lambdaci.docker;

import io.github.lambdaci.runtime.Architecture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The Docker engine of this machine or of the one that the docker command is pointed at.
 *
 * <p>Asking whether it answers takes a few milliseconds: the Docker client's classes are not loaded for it.
 */
public final class DockerEngine {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final byte[] PING =
            "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, String> environment;

    /**
     * The engine that the docker command would use.
     *
     * @param environment this process's environment
     */
    public DockerEngine(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    Map<String, String> environment() {
        return environment;
    }

    DockerEndpoint endpoint() {
        return DockerEndpoint.of(environment);
    }

    /** Whether an engine answers that this user may use. */
    public boolean answers() {
        DockerEndpoint endpoint = endpoint();
        try (SocketChannel channel = open(endpoint)) {
            // With TLS, that something listens has to do.
            return endpoint.certificates().isPresent() || ping(channel);
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Whether an engine that answers can run builds for an architecture. */
    public boolean runs(Architecture architecture) {
        DockerEndpoint endpoint = endpoint();
        if (endpoint.isSocketOfThisMachine() && isThisMachines(architecture)) {
            return true;
        }
        try (DockerConnection connection = DockerConnection.open(endpoint)) {
            return connection.platform().runs(architecture);
        }
    }

    private static boolean isThisMachines(Architecture architecture) {
        return List.of(architecture.dockerName(), architecture.wheelName()).contains(System.getProperty("os.arch"));
    }

    private static SocketChannel open(DockerEndpoint endpoint) throws IOException {
        if (endpoint.isSocketOfThisMachine()) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            return connected(
                    channel,
                    () -> channel.connect(
                            UnixDomainSocketAddress.of(endpoint.host().getPath())));
        }
        SocketChannel channel = SocketChannel.open();
        InetSocketAddress address =
                new InetSocketAddress(endpoint.host().getHost(), endpoint.host().getPort());
        return connected(channel, () -> channel.socket().connect(address, (int) PATIENCE.toMillis()));
    }

    /** Something that connects. */
    private interface Connecting {
        void run() throws IOException;
    }

    private static SocketChannel connected(SocketChannel channel, Connecting connecting) throws IOException {
        try {
            connecting.run();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean ping(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(PING));
        channel.configureBlocking(false);
        ByteBuffer answer = ByteBuffer.allocate("HTTP/1.x 200".length());
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (answer.hasRemaining() && selector.select(PATIENCE.toMillis()) > 0) {
                selector.selectedKeys().clear();
                if (channel.read(answer) < 0) {
                    break;
                }
            }
        }
        return new String(answer.array(), StandardCharsets.US_ASCII).endsWith(" 200");
    }
}

package io.github.lambdaci.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * The JDK's own TLS sockets, for which it reads its certificates only when there is to be one. Each {@link
 * HttpsURLConnection} asks for them when it is made, also one that is told to use others before it connects, as the SDK
 * does: all certificates would be read twice.
 */
final class DefaultSocketFactory extends SSLSocketFactory {
    private final Once<SSLSocketFactory> jdk = new Once<>(DefaultSocketFactory::made);

    private DefaultSocketFactory() {}

    /** Makes it that of every connection that is not told to use another. */
    static void install() {
        HttpsURLConnection.setDefaultSSLSocketFactory(new DefaultSocketFactory());
    }

    private static SSLSocketFactory made() {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has a default for TLS", e);
        }
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return jdk.get().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return jdk.get().getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return jdk.get().createSocket();
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean closes) throws IOException {
        return jdk.get().createSocket(socket, host, port, closes);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return jdk.get().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return jdk.get().createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return jdk.get().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return jdk.get().createSocket(host, port, from, fromPort);
    }
}

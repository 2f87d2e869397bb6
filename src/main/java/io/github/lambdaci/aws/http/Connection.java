package io.github.lambdaci.aws.http;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;

/** An open connection to a server, over which one request after another can be sent. */
final class Connection implements Closeable {
    /** As long as Java's own client keeps one: servers close those that nobody uses after a few seconds and more. */
    private static final long KEPT_NANOS = 5_000_000_000L;
    /** It takes a millisecond to see whether the server has closed it. */
    private static final long SURELY_OPEN_NANOS = 500_000_000L;

    private final HttpHost server;
    private final DefaultBHttpClientConnection http;
    private long usedAt;

    Connection(HttpHost server, DefaultBHttpClientConnection http, long now) {
        this.server = server;
        this.http = http;
        this.usedAt = now;
    }

    HttpHost server() {
        return server;
    }

    DefaultBHttpClientConnection http() {
        return http;
    }

    void used(long now) {
        usedAt = now;
    }

    boolean isUsable(long now) {
        long unused = now - usedAt;
        try {
            return unused < KEPT_NANOS && http.isOpen() && (unused < SURELY_OPEN_NANOS || !http.isStale());
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes one over which nothing is being sent. */
    @Override
    public void close() {
        http.close(CloseMode.GRACEFUL);
    }

    /** Closes it at once, also while another thread reads from it. */
    void abort() {
        http.close(CloseMode.IMMEDIATE);
    }
}

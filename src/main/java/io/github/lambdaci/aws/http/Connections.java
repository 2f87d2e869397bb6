package io.github.lambdaci.aws.http;

import io.github.lambdaci.concurrent.Background;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.HttpHost;

/** Connections that are open: servers keep them so after an answer, or they were opened before they were needed. */
final class Connections {
    /** As many calls are made at once by a run that changes something. */
    private static final int SPARE = 5;
    /** Where an answer takes less, so does opening a connection, and ten calls that are made at once take about as long each. */
    private static final long FAR_NANOS = 40_000_000;

    private final Opener opener;
    private final LongSupplier clock;
    private final Map<HttpHost, Deque<CompletableFuture<Connection>>> unused = new HashMap<>();
    /** The quickest answers of those that closed a connection after the last one, in nanoseconds. */
    private final Map<HttpHost, Long> closing = new HashMap<>();

    private boolean closed;

    Connections(Opener opener, LongSupplier clock) {
        this.opener = opener;
        this.clock = clock;
    }

    /** Begins to open as many more, in threads that nobody waits for. */
    synchronized void expect(HttpHost server, int calls) {
        for (int i = 0; i < calls && !closed; i++) {
            CompletableFuture<Connection> opening = new CompletableFuture<>();
            unused(server).addLast(opening);
            Background.begin("connecting", () -> complete(server, opening));
        }
    }

    private void complete(HttpHost server, CompletableFuture<Connection> opening) {
        try {
            Connection connection = opener.open(server);
            boolean wanted = opening.complete(connection);
            if (!wanted) {
                connection.close();
            }
        } catch (IOException | RuntimeException e) {
            opening.completeExceptionally(e);
        }
    }

    private Deque<CompletableFuture<Connection>> unused(HttpHost server) {
        return unused.computeIfAbsent(server, key -> new ArrayDeque<>());
    }

    /** One that is open, or being opened, or is opened now. */
    Connection take(HttpHost server) throws IOException {
        for (Optional<CompletableFuture<Connection>> next = next(server); next.isPresent(); next = next(server)) {
            Connection connection = opened(server, next.get());
            if (connection.isUsable(clock.getAsLong())) {
                return connection;
            }
            connection.close();
        }
        return opener.open(server);
    }

    private synchronized Optional<CompletableFuture<Connection>> next(HttpHost server) {
        // The last one put back is the least likely to have been closed.
        Optional<CompletableFuture<Connection>> next =
                Optional.ofNullable(unused(server).pollFirst());
        spare(server);
        return next;
    }

    /** For a server that is far away and closes each connection, further ones are opened while others are used. */
    private void spare(HttpHost server) {
        if (closing.getOrDefault(server, 0L) > FAR_NANOS) {
            expect(server, SPARE - unused(server).size());
        }
    }

    private Connection opened(HttpHost server, CompletableFuture<Connection> opening) throws IOException {
        try {
            return opening.join();
        } catch (CompletionException e) {
            forgetFailures(server);
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Whoever tries again is to see how things are by then. */
    private synchronized void forgetFailures(HttpHost server) {
        unused(server).removeIf(CompletableFuture::isCompletedExceptionally);
    }

    /** Puts one back that can be used again. */
    synchronized void keep(Connection connection) {
        connection.used(clock.getAsLong());
        closing.remove(connection.server());
        if (closed) {
            connection.close();
        } else {
            unused(connection.server()).addFirst(CompletableFuture.completedFuture(connection));
        }
    }

    /**
     * Closes one whose server does so after each answer.
     *
     * @param took how long the answer took, in nanoseconds
     */
    void end(Connection connection, long took) {
        connection.close();
        synchronized (this) {
            closing.put(connection.server(), Math.min(took, closing.getOrDefault(connection.server(), took)));
            spare(connection.server());
        }
    }

    synchronized void close() {
        closed = true;
        unused.values().stream().flatMap(Deque::stream).forEach(Connections::close);
        unused.clear();
    }

    private static void close(CompletableFuture<Connection> opening) {
        // One that is still being opened is closed by whoever opens it.
        boolean open = !opening.cancel(true) && !opening.isCompletedExceptionally();
        if (open) {
            opening.join().close();
        }
    }
}

package io.github.lambdaci.endtoend;

import io.github.lambdaci.endtoend.Fault.Cut;
import io.github.lambdaci.endtoend.HttpMessages.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the program and AWS, knows the calls of a run, and lets one of them fail.
 *
 * <p>A call is all requests for the same thing that follow one another: an attempt and its retries, or looking until
 * something is done. Artifacts are read and written beside everything else, and make a row of their own. That makes the
 * calls of a run the same each time, however fast the machine is; only their order differs where they are made at once.
 */
final class FaultProxy implements AutoCloseable {
    private static final int LATE_MILLISECONDS = 700;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final URI target;
    private final Observer observer;
    private final List<AwsOperation> calls = new ArrayList<>();
    private final Map<Boolean, AwsOperation> last = new HashMap<>();
    private @Nullable Plan plan;
    private @Nullable Victim victim;
    private @Nullable AwsOperation disturbed;
    private int hits;

    /** Whoever runs the program, and can end it. */
    interface Victim {
        /** Returns when it is dead. */
        void kill();

        /** Returns when it has heard that it has to stop. */
        void terminate();
    }

    /** Whoever wants to know what AWS is told and answers. */
    interface Observer {
        void forwarding(Request request);

        /** Tells of an answer, which may not reach whoever asked. */
        void answered(Request request, String answer);
    }

    /**
     * What to disturb.
     *
     * @param call tells the first call that is hit, by what it is and how many of its kind were before it
     */
    private record Plan(BiPredicate<Integer, AwsOperation> call, Fault fault) {}

    FaultProxy(URI target) {
        this(target, new Observer() {
            @Override
            public void forwarding(Request request) {}

            @Override
            public void answered(Request request, String answer) {}
        });
    }

    FaultProxy(URI target, Observer observer) {
        this.target = target;
        this.observer = observer;
        try {
            this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on, the first call fails for which this is so. */
    synchronized void disturb(BiPredicate<Integer, AwsOperation> call, Fault fault) {
        undisturb();
        plan = new Plan(call, fault);
    }

    /** From now on, every call passes. */
    synchronized void undisturb() {
        calls.clear();
        last.clear();
        hits = 0;
        plan = null;
        disturbed = null;
        victim = null;
    }

    synchronized void victim(Victim running) {
        victim = running;
        notifyAll();
    }

    /** The calls since the beginning, or since a disturbance was asked for. */
    synchronized List<AwsOperation> calls() {
        return List.copyOf(calls);
    }

    /** How many requests were disturbed. */
    synchronized int hits() {
        return hits;
    }

    /** What happens to the next request; nothing if it passes. */
    private synchronized @Nullable Cut next(AwsOperation operation) {
        if (!operation.equals(last.put(operation.isOfArtifact(), operation))) {
            calls.add(operation);
        }
        if (plan == null) {
            return null;
        }
        int before = Collections.frequency(calls, operation) - 1;
        if (disturbed == null && plan.call().test(before, operation)) {
            disturbed = operation;
        }
        if (!operation.equals(disturbed) || hits >= plan.fault().requests()) {
            return null;
        }
        hits++;
        return plan.fault().cut();
    }

    private synchronized Victim awaitVictim() throws IOException {
        try {
            while (victim == null) {
                wait();
            }
            return victim;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed: that is the end.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            Request request = HttpMessages.read(client);
            if (request != null) {
                answer(client, request);
            }
        } catch (IOException e) {
            // Whoever asked is gone, or AWS is: neither can be told anything.
            return;
        }
    }

    private void answer(Socket client, Request request) throws IOException {
        AwsOperation operation = request.operation();
        Cut cut = next(operation);
        if (cut == null) {
            client.getOutputStream().write(forward(request));
            return;
        }
        switch (cut) {
            case BEFORE -> {}
            case RESET -> client.setSoLinger(true, 0);
            case ANSWER -> forward(request);
            case LATE -> {
                byte[] answer = forward(request);
                pause();
                client.getOutputStream().write(answer);
            }
            case KILL -> {
                forward(request);
                awaitVictim().kill();
            }
            case TERMINATE -> {
                awaitVictim().terminate();
                client.getOutputStream().write(forward(request));
            }
            case STATUS_500, STATUS_503, STATUS_403, THROTTLED ->
                client.getOutputStream().write(Refusals.of(cut, request));
        }
    }

    private byte[] forward(Request request) throws IOException {
        observer.forwarding(request);
        byte[] answer = HttpMessages.forward(target, request);
        observer.answered(request, new String(answer, StandardCharsets.ISO_8859_1));
        return answer;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LATE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}

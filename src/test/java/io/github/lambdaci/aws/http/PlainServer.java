package io.github.lambdaci.aws.http;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A server that answers as it is told, and knows each of its connections. */
final class PlainServer implements Closeable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Function<Request, String> answers;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();

    /** One that closes a connection where an answer says so. */
    PlainServer(Function<Request, String> answers) throws IOException {
        this.answers = answers;
        new Thread(this::accept, "plain server").start();
    }

    /**
     * What was asked.
     *
     * @param connection the number of the connection, from 1 on
     * @param lines its head
     * @param body what came with it
     */
    record Request(int connection, List<String> lines, String body) {}

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    int connections() {
        return open.size();
    }

    /** Waits for a connection that nobody has waited for. */
    Socket next() throws InterruptedException {
        Socket next = accepted.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("there is no further connection");
        }
        return next;
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                int number = open.size();
                accepted.add(connection);
                new Thread(() -> serve(connection, number), "plain server " + number).start();
            }
        } catch (SocketException e) {
            // It was closed.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket connection, int number) {
        try (connection) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            while (true) {
                Request request = read(reader, number);
                if (request.lines().isEmpty()) {
                    return;
                }
                requests.add(request);
                String answer = answers.apply(request);
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (answer.contains("Connection: close")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client hung up.
            return;
        }
    }

    private static Request read(BufferedReader reader, int number) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        // Whoever asks first is to send nothing.
        int length = lines.contains("Expect: 100-continue")
                ? 0
                : lines.stream()
                        .filter(line -> line.startsWith("Content-Length: "))
                        .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                        .findFirst()
                        .orElse(0);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < length; i++) {
            body.append((char) reader.read());
        }
        return new Request(number, lines, body.toString());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}

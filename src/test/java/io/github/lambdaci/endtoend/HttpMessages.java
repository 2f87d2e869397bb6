package io.github.lambdaci.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** HTTP byte by byte, one request to a connection: ready-made servers do not break connections. */
final class HttpMessages {
    private static final int END = -1;

    private HttpMessages() {}

    /**
     * A request as it came.
     *
     * @param target path and query
     * @param headers by lower-case name
     * @param body its bytes, a character each
     */
    record Request(String method, String target, Map<String, String> headers, String body) {
        AwsOperation operation() {
            return AwsOperation.of(method, target, headers);
        }
    }

    /** Reads a request; nothing if the connection ends before one. */
    static @Nullable Request read(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        String head = head(in);
        if (head.isEmpty()) {
            return null;
        }
        List<String> lines = head.lines().toList();
        String[] first = lines.get(0).split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        lines.stream().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        });
        if (headers.remove("expect") != null) {
            client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        return new Request(first[0], first[1], headers, new String(body(in, headers), StandardCharsets.ISO_8859_1));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.remove("transfer-encoding") == null) {
            return exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).replaceFirst(";.*", ""), 16);
            body.write(exactly(in, size));
            String end = line(in);
            if (size == 0) {
                while (!end.isEmpty()) {
                    end = line(in);
                }
                headers.put("content-length", String.valueOf(body.size()));
                return body.toByteArray();
            }
        }
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n' && next != END; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /** Sends a request on and returns the whole answer, which says that the connection ends with it. */
    static byte[] forward(URI server, Request request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            Map<String, String> headers = new LinkedHashMap<>(request.headers());
            headers.put("connection", "close");
            String head = request.method() + " " + request.target() + " HTTP/1.1\r\n"
                    + headers.entrySet().stream()
                            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                            .collect(Collectors.joining())
                    + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(request.body().getBytes(StandardCharsets.ISO_8859_1));
            return closing(socket.getInputStream().readAllBytes());
        }
    }

    private static byte[] closing(byte[] answer) throws IOException {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new EOFException("AWS did not answer");
        }
        String head = text.substring(0, end).replaceAll("(?i)\r\n(connection|keep-alive):[^\r]*", "");
        byte[] newHead = (head + "\r\nConnection: close").getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(newHead, newHead.length + answer.length - end);
        System.arraycopy(answer, end, whole, newHead.length, answer.length - end);
        return whole;
    }
}

package io.github.lambdaci.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer: a status, headers, and a body of known length that is streamed. */
public record Response(int status, Map<String, String> headers, InputStream body, long length) {
    public static Response of(int status) {
        return new Response(status, Map.of(), InputStream.nullInputStream(), 0);
    }

    public static Response json(int status, Object document) {
        return of(status).with("Content-Type", "application/json").text(document.toString());
    }

    public static Response xml(int status, XmlWriter document) {
        return of(status).with("Content-Type", "application/xml").text(document.toString());
    }

    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body, length);
    }

    public Response with(Map<String, String> additional) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(additional);
        return new Response(status, more, body, length);
    }

    public Response text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return stream(new ByteArrayInputStream(bytes), bytes.length);
    }

    public Response stream(InputStream stream, long bytes) {
        return new Response(status, headers, stream, bytes);
    }

    /** Sends the answer; the answer to HEAD names the length of a body that it does not have. */
    public void send(HttpExchange exchange) throws IOException {
        try (InputStream in = body) {
            headers.forEach(exchange.getResponseHeaders()::set);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head && status != 304) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
            }
            exchange.sendResponseHeaders(status, head || length == 0 ? -1 : length);
            if (!head && length > 0) {
                copy(in, exchange.getResponseBody());
            }
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the answer's body ended " + left + " bytes early");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}

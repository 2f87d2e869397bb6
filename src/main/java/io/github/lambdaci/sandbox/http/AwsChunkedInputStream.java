package io.github.lambdaci.sandbox.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Takes the frames off an {@code aws-chunked} body, signed or not, and keeps the trailers that follow it. */
public final class AwsChunkedInputStream extends InputStream {
    private static final int LONGEST_LINE = 16 * 1024;

    private final BufferedInputStream in;
    private final Map<String, String> trailers = new LinkedHashMap<>();
    private long left;
    private boolean first = true;
    private boolean ended;

    public AwsChunkedInputStream(InputStream framed) {
        this.in = new BufferedInputStream(framed, 64 * 1024);
    }

    /** The trailers, by their names in lower case; there are none before the end of the body. */
    public Map<String, String> trailers() {
        return Map.copyOf(trailers);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextFrame();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw incomplete();
        }
        left -= read;
        return read;
    }

    private void nextFrame() throws IOException {
        if (!first && !line().isEmpty()) {
            throw incomplete();
        }
        first = false;
        String header = line();
        int semicolon = header.indexOf(';');
        try {
            left = Long.parseLong((semicolon < 0 ? header : header.substring(0, semicolon)).strip(), 16);
        } catch (NumberFormatException notAFrame) {
            throw incomplete();
        }
        if (left == 0) {
            ended = true;
            readTrailers();
        }
    }

    private void readTrailers() throws IOException {
        for (String line = lineOrEnd(); !line.isEmpty(); line = lineOrEnd()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                trailers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.length() > LONGEST_LINE) {
                throw incomplete();
            }
            line.append((char) octet);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private String lineOrEnd() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return "";
        }
        in.reset();
        return new String(line().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static AwsError incomplete() {
        return AwsError.of(
                400,
                "IncompleteBody",
                "The request body terminated unexpectedly: its frames do not end where they should");
    }
}

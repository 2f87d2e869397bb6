package io.github.lambdaci.docker;

import io.github.lambdaci.concurrent.Background;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An engine that has every image and runs nothing, but answers as if it had. */
final class RehearsedEngine implements AutoCloseable {
    private static final int BACKLOG = 8;
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    /** To whatever is asked. */
    private static final byte[] ANSWER =
            ("{\"ApiVersion\":\"1.44\",\"Arch\":\"amd64\",\"Os\":\"linux\",\"Architecture\":\"amd64\","
                            + "\"Id\":\"none\",\"Name\":\"none\",\"StatusCode\":0}")
                    .getBytes(StandardCharsets.US_ASCII);

    private static final byte[] OUTPUT = "\1\0\0\0\0\0\0\5none\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private RehearsedEngine(ServerSocket server) {
        this.server = server;
    }

    static RehearsedEngine start() throws IOException {
        RehearsedEngine engine = new RehearsedEngine(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        Background.begin("rehearsing", engine::acceptAll);
        return engine;
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** What it was asked, as in {@code GET /version}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                Background.begin("rehearsing", () -> converse(socket));
            }
        } catch (IOException e) {
            // The rehearsal is over.
        }
    }

    private void converse(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                passOver(body(head), in);
                requests.add(head.substring(0, head.indexOf(" HTTP/")));
                byte[] answer = answer(head);
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + answer.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(answer);
            }
        } catch (IOException e) {
            // Whoever asked does not listen any more.
        }
    }

    /** All before the body; nothing at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        return until("\r\n\r\n", in);
    }

    private static String until(String end, InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            text.append((char) next);
            if (text.indexOf(end, text.length() - end.length()) >= 0) {
                return text.toString();
            }
        }
        return "";
    }

    /** The length of the body; negative if the body says where it ends. */
    private static long body(String head) {
        if (head.contains("chunked")) {
            return -1;
        }
        Matcher length = LENGTH.matcher(head);
        return length.find() ? Long.parseLong(length.group(1)) : 0;
    }

    private static void passOver(long length, InputStream in) throws IOException {
        if (length < 0) {
            until("\r\n0\r\n\r\n", in);
        } else {
            in.skipNBytes(length);
        }
    }

    private static byte[] answer(String head) throws IOException {
        if (head.contains("/logs?")) {
            return OUTPUT;
        }
        return head.startsWith("GET") && head.contains("/archive?") ? packages() : ANSWER;
    }

    private static byte[] packages() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.putArchiveEntry(new TarArchiveEntry("packages/none/"));
            tar.closeArchiveEntry();
            TarArchiveEntry file = new TarArchiveEntry("packages/none/none.py");
            file.setSize(1);
            tar.putArchiveEntry(file);
            tar.write('\n');
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

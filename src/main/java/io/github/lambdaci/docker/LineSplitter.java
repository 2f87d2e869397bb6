package io.github.lambdaci.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of bytes that arrive in pieces. */
final class LineSplitter {
    private final Consumer<String> lines;
    private final ByteArrayOutputStream started = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void accept(byte[] piece) {
        for (byte one : piece) {
            if (one == '\n') {
                emit();
            } else {
                started.write(one);
            }
        }
    }

    /** Hands on what is left when nothing more comes. */
    void finish() {
        if (started.size() > 0) {
            emit();
        }
    }

    private void emit() {
        lines.accept(started.toString(StandardCharsets.UTF_8));
        started.reset();
    }
}

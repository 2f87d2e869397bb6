package io.github.lambdaci.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps the lines of a text that is written bit by bit. */
final class Transcript extends OutputStream {
    private final Runnable onLine;
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    /**
     * Nothing is written yet.
     *
     * @param onLine told after each line
     */
    Transcript(Runnable onLine) {
        this.onLine = onLine;
    }

    @Override
    public void write(int value) {
        boolean ended;
        synchronized (this) {
            ended = value == '\n';
            if (ended) {
                end();
            } else if (value != '\r') {
                rest.write(value);
            }
        }
        if (ended) {
            // Without the lock: whoever is told asks for the lines.
            onLine.run();
        }
    }

    private void end() {
        lines.add(rest.toString(StandardCharsets.UTF_8));
        rest.reset();
    }

    /** All lines that have come to their ends. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The last line that says something; empty if there is none. */
    synchronized String lastLine() {
        for (int index = lines.size() - 1; index >= 0; index--) {
            if (!lines.get(index).isBlank()) {
                return lines.get(index);
            }
        }
        return "";
    }
}

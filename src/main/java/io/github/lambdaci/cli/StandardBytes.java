package io.github.lambdaci.cli;

import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Standard input and output as bytes.
 *
 * @param in standard input
 * @param out standard output
 */
public record StandardBytes(InputStream in, OutputStream out) {
    /** Nobody reads the output any more, as in {@code lambda-ci logs | head}: no failure, but nothing is left to do. */
    static final class ReaderGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReaderGoneException(IOException cause) {
            super(cause);
        }
    }

    /** Everything on standard input. */
    byte[] read() {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw WorkspaceException.of("reading standard input", e);
        }
    }

    /** Writes a line, at once, in UTF-8 whatever this machine's encoding is. */
    void writeLine(String line) {
        write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes, at once.
     *
     * @throws ReaderGoneException if nobody reads them
     */
    void write(byte[] content) {
        try {
            out.write(content);
            out.flush();
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            throw reason.contains("pipe")
                    ? new ReaderGoneException(e)
                    : WorkspaceException.of("writing to standard output", e);
        }
    }
}

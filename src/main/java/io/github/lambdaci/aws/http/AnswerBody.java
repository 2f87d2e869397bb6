package io.github.lambdaci.aws.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of an answer, which says when it is at its end. */
final class AnswerBody extends FilterInputStream {
    private final Runnable afterwards;
    private boolean over;

    AnswerBody(InputStream content, Runnable afterwards) {
        super(content);
        this.afterwards = afterwards;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read < 0) {
            end();
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read < 0) {
            end();
        }
        return read;
    }

    private void end() {
        if (!over) {
            over = true;
            afterwards.run();
        }
    }

    /** Says nothing any more: the connection is closed. */
    void abandon() {
        over = true;
    }

    @Override
    public void close() throws IOException {
        if (!over) {
            // Reads what is left of the answer, so that the connection can be used again.
            super.close();
            end();
        }
    }
}

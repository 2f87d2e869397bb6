package io.github.lambdaci.aws;

import io.github.lambdaci.artifact.Archive;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A part of a zip that is sent and tells how far it is.
 *
 * @param archive the zip
 * @param offset where the part begins
 * @param length how long it is
 */
record MeasuredPart(Archive archive, long offset, long length) {
    private static final long STEP = 1 << 20;

    /** A request's body that can be sent again if an attempt fails; nothing of it is kept in memory. */
    RequestBody body(LongConsumer sent) {
        return RequestBody.fromContentProvider(() -> open(sent), length, "application/zip");
    }

    /**
     * The bytes.
     *
     * @param read takes the number of bytes that were read so far, from time to time
     */
    InputStream open(LongConsumer read) {
        return new Part(archive.open(offset), length, read);
    }

    private static final class Part extends FilterInputStream {
        private final long length;
        private final LongConsumer listener;
        private long read;
        private long told;

        private Part(InputStream in, long length, LongConsumer listener) {
            super(in);
            this.length = length;
            this.listener = listener;
        }

        @Override
        public int read() throws IOException {
            int value = read == length ? -1 : in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int start, int count) throws IOException {
            if (count > 0 && read == length) {
                return -1;
            }
            int got = in.read(buffer, start, (int) Math.min(count, length - read));
            count(Math.max(got, 0));
            return got;
        }

        private void count(int got) {
            read += got;
            if (read - told >= STEP || (read == length && told < read)) {
                told = read;
                listener.accept(read);
            }
        }
    }
}

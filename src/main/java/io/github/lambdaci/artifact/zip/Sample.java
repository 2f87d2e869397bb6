package io.github.lambdaci.artifact.zip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Some bytes from all over a content, by which to tell whether deflating it would pay. */
final class Sample {
    private static final int PARTS = 4;
    private static final int PART = 1 << 10;

    private final byte[] bytes;

    private Sample(byte[] bytes) {
        this.bytes = bytes;
    }

    static Sample of(byte[] content, int start, int length) {
        if (length <= PARTS * PART) {
            return new Sample(Arrays.copyOfRange(content, start, start + length));
        }
        byte[] bytes = new byte[PARTS * PART];
        for (int part = 0; part < PARTS; part++) {
            System.arraycopy(content, start + (int) offset(part, length), bytes, part * PART, PART);
        }
        return new Sample(bytes);
    }

    /** Reads a sample of a file that is larger than one. */
    static Sample of(Path file, long size) throws IOException {
        byte[] bytes = new byte[PARTS * PART];
        try (InputStream in = Files.newInputStream(file)) {
            long position = 0;
            for (int part = 0; part < PARTS; part++) {
                in.skipNBytes(offset(part, size) - position);
                position = offset(part, size) + in.readNBytes(bytes, part * PART, PART);
            }
        }
        return new Sample(bytes);
    }

    private static long offset(int part, long size) {
        return (size - PART) / (PARTS - 1) * part;
    }

    /**
     * Whether the content is compressed already, or encrypted, or the like: all bytes are about as frequent, and no
     * sequences of them are repeated.
     *
     * @param deflater one that is not in use
     */
    boolean isDense(Deflater deflater) {
        return isFlat() && !shrinks(deflater);
    }

    /** Whether two of the bytes are hardly more often the same than two random ones are. */
    private boolean isFlat() {
        int[] counts = new int[1 << Byte.SIZE];
        for (byte one : bytes) {
            counts[one & 0xff]++;
        }
        long same = 0;
        for (int count : counts) {
            same += count * (count - 1L);
        }
        return same * counts.length < bytes.length * (bytes.length - 1L) * 5 / 4;
    }

    private boolean shrinks(Deflater deflater) {
        // Half of it will do: this takes much longer than counting.
        int length = bytes.length / 2;
        deflater.reset();
        deflater.setInput(bytes, 0, length);
        deflater.finish();
        deflater.deflate(new byte[length]);
        return deflater.finished();
    }
}

package io.github.lambdaci.artifact.zip;

import java.util.Optional;
import java.util.zip.Checksum;

/**
 * A piece of a zip, ready to be written. It is in buffers of a {@link Compressor}, which takes them back.
 *
 * @param piece what it is of
 * @param content the content
 * @param deflated the deflated content, if deflating it pays
 */
record CompressedPiece(ZipPiece piece, Slice content, Optional<Slice> deflated) implements WrittenPart {
    /**
     * A part of a buffer.
     *
     * @param bytes the buffer
     * @param start where it begins
     * @param length its size
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
    record Slice(byte[] bytes, int start, int length) {
        void addTo(Checksum checksum) {
            checksum.update(bytes, start, length);
        }
    }

    /** What goes into the zip. */
    Slice written() {
        return deflated.orElse(content);
    }
}

package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.TreeEntry;
import java.io.IOException;
import java.io.OutputStream;

/** Hands out what is copied into a zip, and is told what it comes to have. */
interface ZipCopying {
    /** For a zip into which nothing is copied. */
    ZipCopying NONE = new ZipCopying() {
        @Override
        public void copy(ZipNote note, OutputStream out) {
            throw new IllegalStateException("there is nothing to copy");
        }

        @Override
        public void written(TreeEntry entry, Written written) {}
    };

    /**
     * An entry that was written.
     *
     * @param deflated whether it is deflated, or stored
     * @param crc the CRC-32 of its content
     * @param size the size of its content
     * @param offset where in the zip it begins, after its header
     * @param length how many bytes it has there
     * @param checksum the CRC-32 of these bytes
     */
    record Written(boolean deflated, int crc, long size, long offset, long length, int checksum) {
        /** The same at another place. */
        Written at(long otherOffset) {
            return new Written(deflated, crc, size, otherOffset, length, checksum);
        }
    }

    /** Writes the bytes of an entry of the earlier zip; entries are asked for in the order that they have there. */
    void copy(ZipNote note, OutputStream out) throws IOException;

    /** Takes note of the next entry. */
    void written(TreeEntry entry, Written written) throws IOException;
}

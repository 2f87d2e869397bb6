package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.TreeEntry;
import java.io.IOException;
import java.io.OutputStream;

/** Hands out what is copied into a zip, and is told what it comes to have. */
interface ZipCopying {
    /** For a zip into which nothing is copied. */
    ZipCopying NONE = new ZipCopying() {
        @Override
        public boolean refers() {
            return false;
        }

        @Override
        public void copy(ZipNote note, OutputStream out) {
            throw new IllegalStateException("there is nothing to copy");
        }

        @Override
        public void refer(ZipNote note, byte[] header, ZipOutput out) {
            throw new IllegalStateException("there is nothing to refer to");
        }

        @Override
        public void written(TreeEntry entry, Written written) {}

        @Override
        public int newFile() {
            return 0;
        }
    };

    /**
     * An entry that was written.
     *
     * @param deflated whether it is deflated, or stored
     * @param crc the CRC-32 of its content
     * @param size the size of its content
     * @param file which of the files that the zip is in has it
     * @param offset where in that file it begins, after its header
     * @param length how many bytes it has there
     * @param checksum the CRC-32 of these bytes
     */
    record Written(boolean deflated, int crc, long size, int file, long offset, long length, int checksum) {
        /** The same at another place. */
        Written at(int otherFile, long otherOffset) {
            return new Written(deflated, crc, size, otherFile, otherOffset, length, checksum);
        }
    }

    /** Whether the zip may leave what the earlier one has where it is. */
    boolean refers();

    /** The number that the zip's own file has among those that it is in. */
    int newFile();

    /** Writes the bytes of an entry of the earlier zip; entries are asked for in the order that they have there. */
    void copy(ZipNote note, OutputStream out) throws IOException;

    /** As above, but leaves them where they are, with the header before them, which has to be this one. */
    void refer(ZipNote note, byte[] header, ZipOutput out) throws IOException;

    /** Takes note of the next entry. */
    void written(TreeEntry entry, Written written) throws IOException;
}

package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.zip.ZipCopying.Written;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** A file of {@link ZipNote notes}, each followed by the CRC-32 of all that is before it. */
final class ZipNotes {
    private ZipNotes() {}

    /** Writes them. */
    static final class Writer implements AutoCloseable {
        private final CheckedOutputStream checked;
        private final DataOutputStream out;

        private Writer(CheckedOutputStream checked) {
            this.checked = checked;
            this.out = new DataOutputStream(checked);
        }

        /**
         * Begins a file.
         *
         * @param manner how the zip is made
         * @param files those that it is in beside its own, which comes after them
         */
        static Writer create(Path file, String manner, List<String> files) throws IOException {
            Writer writer = new Writer(
                    new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), new CRC32()));
            writer.out.writeUTF(manner);
            writer.out.writeInt(files.size());
            for (String name : files) {
                writer.out.writeUTF(name);
            }
            writer.endRecord();
            return writer;
        }

        void add(ZipNote note) throws IOException {
            Written written = note.written();
            out.writeUTF(note.name());
            out.write(note.hash());
            out.writeBoolean(written.deflated());
            out.writeInt(written.crc());
            out.writeLong(written.size());
            out.writeInt(written.file());
            out.writeLong(written.offset());
            out.writeLong(written.length());
            out.writeInt(written.checksum());
            endRecord();
        }

        private void endRecord() throws IOException {
            out.writeInt((int) checked.getChecksum().getValue());
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads them. */
    static final class Reader implements AutoCloseable {
        private final CheckedInputStream checked;
        private final DataInputStream in;

        private Reader(CheckedInputStream checked) {
            this.checked = checked;
            this.in = new DataInputStream(checked);
        }

        static Reader open(Path file) throws IOException {
            return new Reader(new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), new CRC32()));
        }

        /** How the zip was made; what is read first. */
        String manner() throws IOException {
            return in.readUTF();
        }

        /** The names of the files that the zip is in beside its own; what is read second. */
        List<String> files() throws IOException {
            List<String> names = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                names.add(in.readUTF());
            }
            if (!isRecordWhole()) {
                throw new IOException("the notes are damaged");
            }
            return names;
        }

        /** The next of them; nothing at the end, and where they are not as they were written. */
        Optional<ZipNote> next() {
            try {
                String name = in.readUTF();
                byte[] hash = new byte[HashedTree.HASH];
                in.readFully(hash);
                Written written = new Written(
                        in.readBoolean(),
                        in.readInt(),
                        in.readLong(),
                        in.readInt(),
                        in.readLong(),
                        in.readLong(),
                        in.readInt());
                return isRecordWhole() ? Optional.of(new ZipNote(name, hash, written)) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        private boolean isRecordWhole() throws IOException {
            int before = (int) checked.getChecksum().getValue();
            return in.readInt() == before;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

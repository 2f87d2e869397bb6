package io.github.lambdaci.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads stretches of files, one after the other. */
final class StretchesInputStream extends InputStream {
    private static final Stretch NOTHING = new Stretch(Path.of(""), 0, 0);

    private final Iterator<Stretch> following;
    /** Each file may have many of them. */
    private final Map<Path, RandomAccessFile> opened = new HashMap<>();

    private Stretch current = NOTHING;

    /**
     * Opens nothing yet.
     *
     * @param skipped so many bytes of them are not read
     */
    StretchesInputStream(List<Stretch> stretches, long skipped) {
        following = stretches.iterator();
        long left = skipped;
        while (left >= current.length() && following.hasNext()) {
            left -= current.length();
            current = following.next();
        }
        current = current.after(Math.min(left, current.length()));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Of one stretch at a time; so that it may be less than there is room for. */
    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        while (current.length() == 0 && following.hasNext()) {
            current = following.next();
        }
        if (current.length() == 0) {
            return -1;
        }
        RandomAccessFile file = file(current.file());
        file.seek(current.offset());
        int read = file.read(buffer, offset, (int) Math.min(count, current.length()));
        if (read > 0) {
            current = current.after(read);
        }
        return read;
    }

    private RandomAccessFile file(Path path) throws IOException {
        RandomAccessFile file = opened.get(path);
        if (file == null) {
            file = new RandomAccessFile(path.toFile(), "r");
            opened.put(path, file);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        for (RandomAccessFile file : opened.values()) {
            file.close();
        }
    }
}

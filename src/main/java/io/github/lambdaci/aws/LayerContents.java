package io.github.lambdaci.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** A zip that Lambda offers for download, of which only the directory at its end is fetched. */
final class LayerContents implements SeekableByteChannel {
    private static final int PARTIAL_CONTENT = 206;
    /** More than the directory of most layers. */
    private static final int BLOCK = 256 * 1024;

    private final SdkHttpClient http;
    private final URI address;
    private final long size;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long blockStart;
    private long position;

    private LayerContents(SdkHttpClient http, URI address, long size) {
        this.http = http;
        this.address = address;
        this.size = size;
    }

    /**
     * How large the content of a zip is.
     *
     * @throws IOException if it cannot be read in parts, or is no zip
     */
    static long unzippedBytes(SdkHttpClient http, URI address, long size) throws IOException {
        LayerContents contents = new LayerContents(http, address, size);
        // Local headers would be fetched from all over the file, and say the same.
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(contents)
                .setIgnoreLocalFileHeader(true)
                .get()) {
            return Collections.list(zip.getEntries()).stream()
                    .mapToLong(ZipArchiveEntry::getSize)
                    .sum();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= size) {
            return -1;
        }
        if (position < blockStart || position >= blockStart + block.limit()) {
            fetch();
        }
        int start = (int) (position - blockStart);
        int length = Math.min(target.remaining(), block.limit() - start);
        target.put(block.slice(start, length));
        position += length;
        return length;
    }

    /** Fetches a block; the last one of the file is fetched whole, as the directory is there. */
    private void fetch() throws IOException {
        long start = Math.max(0, Math.min(position, size - BLOCK));
        long end = Math.min(start + BLOCK, size) - 1;
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(address)
                .putHeader("Range", "bytes=" + start + "-" + end)
                .build();
        HttpExecuteResponse response = http.prepareRequest(
                        HttpExecuteRequest.builder().request(request).build())
                .call();
        Optional<AbortableInputStream> body = response.responseBody();
        try (InputStream in = body.orElseThrow(() -> new IOException("the answer has no content"))) {
            if (response.httpResponse().statusCode() != PARTIAL_CONTENT) {
                body.get().abort();
                throw new IOException("the answer is " + response.httpResponse().statusCode());
            }
            block = ByteBuffer.wrap(in.readNBytes((int) (end - start + 1)));
            blockStart = start;
        }
        if (block.limit() <= end - start) {
            throw new IOException("the answer is too short");
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public void close() {
        // Nothing stays open between two requests.
    }
}

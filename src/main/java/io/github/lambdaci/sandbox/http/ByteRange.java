package io.github.lambdaci.sandbox.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of what can be downloaded. */
public record ByteRange(long first, long length) {
    private static final Pattern HEADER = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** The range that a header names; none for a header that S3 ignores. */
    public static Optional<ByteRange> parse(String header, long size) {
        Matcher range = HEADER.matcher(header.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long wanted = Math.min(Long.parseLong(range.group(2)), size);
            return Optional.of(satisfiable(size - wanted, wanted, size));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(range.group(2)), size - 1);
        return Optional.of(satisfiable(first, last - first + 1, size));
    }

    private static ByteRange satisfiable(long first, long length, long size) {
        if (first >= size || length <= 0) {
            throw AwsError.of(416, "InvalidRange", "The requested range is not satisfiable")
                    .with("ActualObjectSize", Long.toString(size))
                    .withHeader("Content-Range", "bytes */" + size);
        }
        return new ByteRange(first, length);
    }

    /** What the answer's header says of the part. */
    public String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}

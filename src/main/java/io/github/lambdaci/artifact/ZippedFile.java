package io.github.lambdaci.artifact;

/**
 * A file or a symbolic link in a zip.
 *
 * @param name its path, with {@code /} between folders
 * @param bytes its size, unzipped
 * @param crc the CRC-32 of its content, or of the path that it points to
 * @param kind what it is
 */
public record ZippedFile(String name, long bytes, long crc, Kind kind) {
    /** What can be in a zip besides folders, which count for nothing. */
    public enum Kind {
        FILE,
        PROGRAM,
        LINK
    }

    /** Whether both hold the same bytes: two contents of one size and one CRC-32 are taken for the same. */
    public boolean holdsTheSameAs(ZippedFile other) {
        return bytes == other.bytes && crc == other.crc;
    }

    /** Whether both are the same but for their names. */
    public boolean isTheSameAs(ZippedFile other) {
        return holdsTheSameAs(other) && kind == other.kind;
    }
}

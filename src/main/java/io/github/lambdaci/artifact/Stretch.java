package io.github.lambdaci.artifact;

import java.nio.file.Path;

/**
 * Bytes of a file.
 *
 * @param file where they are
 * @param offset where in it they begin
 * @param length how many they are
 */
public record Stretch(Path file, long offset, long length) {
    /** What is left of them after those that come first. */
    Stretch after(long bytes) {
        return new Stretch(file, offset + bytes, length - bytes);
    }
}

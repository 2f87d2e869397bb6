package io.github.lambdaci.account;

/**
 * How large a layer is unzipped.
 *
 * @param bytes the size
 * @param exact whether that is the size, and not just what it is at least: its size as a zip
 */
public record LayerSize(long bytes, boolean exact) {
    /** The size of what is in it. */
    public static LayerSize unzipped(long bytes) {
        return new LayerSize(bytes, true);
    }

    /** The size of its zip, where no more can be found out. */
    public static LayerSize zipped(long bytes) {
        return new LayerSize(bytes, false);
    }
}

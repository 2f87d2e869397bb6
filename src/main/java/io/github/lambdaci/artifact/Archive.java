package io.github.lambdaci.artifact;

import java.nio.file.Path;

/**
 * A zip on this machine's disk.
 *
 * @param file where it is
 * @param sha256 the hash of its bytes, which Lambda calls {@code CodeSha256}
 * @param bytes its size
 * @param unzippedBytes the size of what is in it
 * @param entries how many files and links are in it
 */
public record Archive(Path file, Sha256 sha256, long bytes, long unzippedBytes, int entries) {}

package io.github.lambdaci.pipeline;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the last release of an alias left in S3: a help for the next run and for people, never the truth about what is
 * live.
 *
 * @param function the function's name
 * @param alias the alias's name
 * @param sourceVersion the version of the sources
 * @param version the version that went live
 * @param previousVersion the version that was live before it
 * @param codeSha256 the hash of the code's zip, in hexadecimal digits
 * @param packages the dependencies
 */
public record StateMarker(
        String function,
        String alias,
        String sourceVersion,
        String version,
        Optional<String> previousVersion,
        String codeSha256,
        Optional<Packages> packages) {
    /**
     * The dependencies of a release.
     *
     * @param fingerprint the fingerprint of what went into them
     * @param sha256 the hash of their zip
     * @param bytes the size of their zip
     * @param unzippedBytes the size of what is in it
     * @param layerVersionArn the layer version that holds them; nothing if the code does
     */
    public record Packages(
            String fingerprint, String sha256, long bytes, long unzippedBytes, Optional<String> layerVersionArn) {}

    /** The versions that it names: what went live, and what a rollback goes back to. */
    public Set<String> versions() {
        return Stream.concat(Stream.of(version), previousVersion.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The fingerprints of the dependencies that it names. */
    public Set<String> fingerprints() {
        return packages.map(Packages::fingerprint).map(Set::of).orElse(Set.of());
    }

    /** Whether both say that the same thing is live. */
    public boolean describesSameReleaseAs(StateMarker other) {
        return version.equals(other.version) && codeSha256.equals(other.codeSha256) && packages.equals(other.packages);
    }
}

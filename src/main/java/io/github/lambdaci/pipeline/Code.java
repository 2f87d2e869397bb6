package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.Sha256;
import java.util.Optional;

/** The function's code as the bundle stage left it. */
public sealed interface Code {
    /** The hash of its zip. */
    Sha256 sha256();

    /** The size of its zip. */
    long bytes();

    /** The size of what is in its zip. */
    long unzippedBytes();

    /** The fingerprint of the sources, if they make the code as they are. */
    Optional<Sha256> sources();

    /**
     * Code that this run made.
     *
     * @param fingerprint the fingerprint of what went into it, by which it is found again: what a command builds or a
     *     package manager installs is not the same twice, as a zip of the sources is
     */
    record Local(Archive archive, Optional<Sha256> fingerprint, Optional<Sha256> sources) implements Code {
        @Override
        public Sha256 sha256() {
            return archive.sha256();
        }

        @Override
        public long bytes() {
            return archive.bytes();
        }

        @Override
        public long unzippedBytes() {
            return archive.unzippedBytes();
        }
    }

    /** Code of which no zip was made, since this is what is live. */
    record Live(Sha256 sha256, long bytes, long unzippedBytes, int entries, Optional<Sha256> sources) implements Code {}

    /** Code that is in the store: an earlier run made it, or this one has uploaded it. */
    record Stored(StoredArtifact artifact, Optional<Sha256> sources) implements Code {
        @Override
        public Sha256 sha256() {
            return artifact.sha256();
        }

        @Override
        public long bytes() {
            return artifact.bytes();
        }

        @Override
        public long unzippedBytes() {
            return artifact.metadata().unzippedBytes();
        }
    }
}

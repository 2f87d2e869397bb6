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

    /**
     * Code that this run made.
     *
     * @param fingerprint the fingerprint of what went into it, by which it is found again: what a command builds or a
     *     package manager installs is not the same twice, as a zip of the sources is
     */
    record Local(Archive archive, Optional<Sha256> fingerprint) implements Code {
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

    /** Code that an earlier run made. */
    record Stored(StoredArtifact artifact) implements Code {
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

package io.github.lambdaci.account;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.AwsException;
import java.time.Instant;
import java.util.Optional;

/**
 * Small objects that are written only if nobody else has written them meanwhile: S3's conditional writes.
 *
 * <p>Every method throws {@link AwsException} if S3 refuses for another reason or cannot be reached.
 */
public interface LeaseStore {
    /** What is there, and when that was. */
    Reading read(ArtifactKey key);

    /** Writes if nothing is there. */
    Written create(ArtifactKey key, String text);

    /**
     * Writes if what is there is still what was read or written.
     *
     * @param etag the mark of what was read or written
     */
    Written replace(ArtifactKey key, String text, String etag);

    /**
     * What was read.
     *
     * @param entry what is there, if anything
     * @param now the store's own time, by which {@code modified} is to be measured
     */
    record Reading(Optional<Entry> entry, Instant now) {}

    /**
     * An object.
     *
     * @param text its content
     * @param etag changes with every change of its content
     * @param modified when it was written, by the store's own clock
     */
    record Entry(String text, String etag, Instant modified) {}

    /**
     * What came of a write.
     *
     * @param outcome whether it was done
     * @param etag the mark of what was written; empty if nothing was
     */
    record Written(Outcome outcome, String etag) {}

    /** Whether a conditional write was done. */
    enum Outcome {
        /** It was done. */
        DONE,
        /** It was not: what is there is not what the caller knows. */
        REFUSED,
        /** It was not: the store cannot write under a condition. */
        UNSUPPORTED
    }
}

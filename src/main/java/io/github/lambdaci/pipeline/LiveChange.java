package io.github.lambdaci.pipeline;

import io.github.lambdaci.project.Provenance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A change of what an alias makes live, as it is recorded.
 *
 * @param kind what kind of change it was
 * @param at when it was done
 * @param version the version that got all of the traffic
 * @param from the version that it was taken from, if any
 * @param sourceVersion the version of the sources of what went live; empty if it is not known
 * @param codeSha256 the hash of its code's zip, in hexadecimal digits
 * @param sources what that zip was made of, if it is known
 * @param packages its dependencies, if they are known
 * @param provenance where it had been live before, if it was promoted from there
 */
public record LiveChange(
        Kind kind,
        Instant at,
        String version,
        Optional<String> from,
        String sourceVersion,
        String codeSha256,
        Optional<StateMarker.Sources> sources,
        Optional<StateMarker.Packages> packages,
        Optional<Provenance> provenance) {
    /** Keeps whole seconds: nobody reads more. */
    public LiveChange {
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What kind of change it was. */
    public enum Kind {
        /** A version was shipped. */
        RELEASE,
        /** A version that had been published before was made live again. */
        ROLLBACK,
        /** A version that shared its traffic with another got all of it back. */
        SHIFT_BACK;

        /** As it is written. */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether it went back. */
    public boolean isRollback() {
        return kind != Kind.RELEASE;
    }
}

package io.github.lambdaci.history;

import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.project.Provenance;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A published version and what is known of it.
 *
 * @param published the version
 * @param sourceVersion the version of its sources; empty if it is not known
 * @param provenance where it was live before, if it was promoted from there
 * @param ownLayer the layer with its dependencies, if it has one
 * @param traffic what sends calls to it
 * @param notes what there is to say of it besides
 */
public record ReleasedVersion(
        PublishedVersion published,
        String sourceVersion,
        Optional<Provenance> provenance,
        Optional<LayerVersionArn> ownLayer,
        List<Traffic> traffic,
        Set<Note> notes) {
    /**
     * An alias that sends calls to a version.
     *
     * @param alias the alias's name
     * @param share how much of its traffic it sends, from 0 to 1
     */
    public record Traffic(String alias, double share) {}

    /** What there is to say of a version. */
    public enum Note {
        /** It was live before the one that is live now. */
        LIVE_BEFORE,
        /** It was rolled back and has not been made live since. */
        ROLLED_BACK
    }

    /** Its number. */
    public String number() {
        return published.version().version();
    }
}

package io.github.lambdaci.history;

import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.project.Provenance;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is recorded of published versions.
 *
 * @param marker what lambda-ci recorded of an alias, if anything
 */
record ReleaseHistory(Optional<StateMarker> marker) {
    /** The version of the sources of a published version: as recorded, else as Lambda describes the version. */
    String sourceVersion(PublishedVersion version) {
        return of(version.version().version())
                .map(LiveChange::sourceVersion)
                .filter(source -> !source.isEmpty())
                .findFirst()
                .orElse(version.description());
    }

    /** The dependencies of a version, if they are recorded. */
    Optional<StateMarker.Packages> packages(String version) {
        Optional<StateMarker.Packages> current =
                marker.filter(found -> found.version().equals(version)).flatMap(StateMarker::packages);
        return current.or(() -> of(version).findFirst().flatMap(LiveChange::packages));
    }

    /** What the code of a version was made of, if that is recorded. */
    Optional<StateMarker.Sources> sources(String version) {
        Optional<StateMarker.Sources> current =
                marker.filter(found -> found.version().equals(version)).flatMap(StateMarker::sources);
        return current.or(() -> of(version).findFirst().flatMap(LiveChange::sources));
    }

    /** Where a version was live before it was promoted, if that is recorded. */
    Optional<Provenance> provenance(String version) {
        return of(version).flatMap(change -> change.provenance().stream()).findFirst();
    }

    /** The rollback that took a version's traffic, if it has not been made live since. */
    Optional<LiveChange> rollbackOf(String version) {
        return marker.filter(found -> found.rolledBack().contains(version)).stream()
                .flatMap(found -> found.history().stream())
                .filter(change -> change.isRollback() && change.from().equals(Optional.of(version)))
                .findFirst();
    }

    /** Whether a version was rolled back and has not been made live since. */
    boolean isRolledBack(String version) {
        return marker.filter(found -> found.rolledBack().contains(version)).isPresent();
    }

    private Stream<LiveChange> of(String version) {
        return marker.stream()
                .flatMap(found -> found.history().stream())
                .filter(change -> change.version().equals(version));
    }
}

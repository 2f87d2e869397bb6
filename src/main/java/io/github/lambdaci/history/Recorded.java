package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.pipeline.StateMarkers;
import io.github.lambdaci.project.LambdaProject;
import java.util.List;
import java.util.Optional;

/**
 * What is live and what is known of how that came about.
 *
 * @param target names in AWS
 * @param alias what takes the traffic
 * @param marker what lambda-ci recorded of the alias, if anything
 * @param unrecorded whether a rollback took place that was cut off before it was recorded
 * @param versions all published versions, oldest first
 */
record Recorded(
        LambdaProject.Target target,
        LiveAlias alias,
        Optional<StateMarker> marker,
        boolean unrecorded,
        List<PublishedVersion> versions) {
    /**
     * Reads it.
     *
     * @throws ProjectException if there is no such function or alias
     */
    static Recorded read(Account account, LambdaProject.Target target) {
        LiveAlias alias =
                account.aliases().alias(target.function(), target.alias()).orElseThrow(() -> noAlias(account, target));
        Optional<StateMarker> stored = new StateMarkers(account.store()).read(markerKey(target));
        Optional<StateMarker> marker = stored.map(found -> found.asOf(alias));
        boolean unrecorded = !stored.map(StateMarker::history).equals(marker.map(StateMarker::history));
        return new Recorded(
                target, alias, marker, unrecorded, account.versions().versions(target.function()));
    }

    static ArtifactKey markerKey(LambdaProject.Target target) {
        return new ArtifactKeys(target.bucket(), target.function()).marker(target.alias());
    }

    /** The number of the version that the alias points to. */
    String live() {
        return alias.target().version();
    }

    /** The versions that share the traffic, as in "version 2 and version 1"; nothing if one has all of it. */
    Optional<String> sharing() {
        return alias.weights().isEmpty()
                ? Optional.empty()
                : Optional.of("version " + live() + " and version "
                        + String.join(", ", alias.weights().keySet()));
    }

    Optional<PublishedVersion> version(String number) {
        return versions.stream()
                .filter(version -> version.version().version().equals(number))
                .findFirst();
    }

    /** What is recorded of the versions. */
    ReleaseHistory history() {
        return new ReleaseHistory(marker);
    }

    /** The version whose traffic another one gets: the alias's own, or the one that it shares its traffic with. */
    String replacedBy(PublishedVersion version) {
        String number = version.version().version();
        return live().equals(number)
                ? alias.weights().keySet().stream().findFirst().orElse(number)
                : live();
    }

    private static ProjectException noAlias(Account account, LambdaProject.Target target) {
        // Says so if it is the function that does not exist.
        account.functions().state(target.function());
        List<String> others = account.aliases().aliases(target.function()).stream()
                .map(alias -> alias.name())
                .toList();
        return new ProjectException(
                "function '" + target.function() + "' has no alias '" + target.alias() + "'",
                (others.isEmpty()
                                ? "it has no alias at all"
                                : "it has " + String.join(", ", others) + ": --function-alias-name NAME")
                        + "; the first release makes the alias that it is told");
    }
}

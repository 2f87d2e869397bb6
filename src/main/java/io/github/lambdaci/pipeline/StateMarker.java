package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LiveAlias;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the last release or rollback of an alias left in S3: a help for the next run and for people, never the truth about
 * what is live.
 *
 * @param function the function's name
 * @param alias the alias's name
 * @param sourceVersion the version of the sources
 * @param version the version that went live
 * @param previousVersion the version that was live before it
 * @param codeSha256 the hash of the code's zip, in hexadecimal digits
 * @param sources what the code's zip was made of, if it was made of the sources as they are
 * @param packages the dependencies
 * @param history what made versions live, the newest first; empty in markers of old
 * @param intended a rollback that was begun: whether it took place, only the alias knows
 * @param took how long the run of the last release took; nothing in markers of old
 */
public record StateMarker(
        String function,
        String alias,
        String sourceVersion,
        String version,
        Optional<String> previousVersion,
        String codeSha256,
        Optional<Sources> sources,
        Optional<Packages> packages,
        List<LiveChange> history,
        Optional<LiveChange> intended,
        Optional<Duration> took) {
    /** How many changes are kept. */
    static final int KEPT = 50;

    /**
     * The sources of a release, by which a later run knows them again without making a zip.
     *
     * @param fingerprint the fingerprint of the files
     * @param bytes the size of the zip
     * @param unzippedBytes the size of the files
     */
    public record Sources(String fingerprint, long bytes, long unzippedBytes) {}

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

    /** The marker of an alias of which nothing was recorded before. */
    public static StateMarker first(String function, String alias, LiveChange change) {
        return new StateMarker(
                function,
                alias,
                change.sourceVersion(),
                change.version(),
                change.from(),
                change.codeSha256(),
                change.sources(),
                change.packages(),
                List.of(change),
                Optional.empty(),
                Optional.empty());
    }

    /** The marker after a further change. */
    public StateMarker after(LiveChange change) {
        // Traffic that is taken from a version that had only a share of it does not change what was live before.
        boolean stays =
                change.kind() == LiveChange.Kind.SHIFT_BACK && change.version().equals(version);
        return new StateMarker(
                function,
                alias,
                change.sourceVersion(),
                change.version(),
                stays ? previousVersion : change.from(),
                change.codeSha256(),
                change.sources(),
                change.packages(),
                Stream.concat(Stream.of(change), history.stream()).limit(KEPT).toList(),
                Optional.empty(),
                took);
    }

    /** The marker with a change that was made before those that it knows last, but recorded after them. */
    StateMarker recalling(LiveChange earlier) {
        Comparator<LiveChange> byTime = Comparator.comparing(LiveChange::at);
        // Of what happened in the same second, what is known already comes first.
        List<LiveChange> all = Stream.concat(history.stream(), Stream.of(earlier))
                .sorted(byTime.reversed())
                .limit(KEPT)
                .toList();
        return with(all, intended, took);
    }

    /** Whether it tells of a change. */
    boolean tellsOf(LiveChange change) {
        return history.stream()
                .anyMatch(known ->
                        known.version().equals(change.version()) && known.at().equals(change.at()));
    }

    /** The marker before a rollback, so that whoever finds it half done can tell. */
    public StateMarker intending(LiveChange rollback) {
        return with(history, Optional.of(rollback), took);
    }

    /** The marker with how long a run took. */
    StateMarker having(Duration taken) {
        return with(history, intended, Optional.of(taken));
    }

    /** The marker with the rollback that was begun, if the alias shows that it took place, or without it. */
    public StateMarker asOf(LiveAlias live) {
        Optional<LiveChange> done =
                intended.filter(change -> change.version().equals(live.target().version())
                        && live.weights().isEmpty());
        return done.map(this::after).orElseGet(() -> with(history, Optional.empty(), took));
    }

    /** The same is live. */
    private StateMarker with(List<LiveChange> changes, Optional<LiveChange> rollback, Optional<Duration> taken) {
        return new StateMarker(
                function,
                alias,
                sourceVersion,
                version,
                previousVersion,
                codeSha256,
                sources,
                packages,
                changes,
                rollback,
                taken);
    }

    /** The change that made the version live, if it is recorded. */
    public Optional<LiveChange> lastChange() {
        return history.stream().findFirst().filter(change -> change.version().equals(version));
    }

    /** The rollback that made the version live, if one did. */
    public Optional<LiveChange> rollback() {
        return lastChange().filter(LiveChange::isRollback);
    }

    /** The versions that were rolled back and have not been made live again since. */
    public Set<String> rolledBack() {
        Set<String> versions = new LinkedHashSet<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            LiveChange change = history.get(i);
            boolean restored = versions.remove(change.version());
            if (change.isRollback() && !restored) {
                change.from().ifPresent(versions::add);
            }
        }
        return versions;
    }

    /** The versions that it names: what went live, and what a rollback goes back to. */
    public Set<String> versions() {
        return Stream.of(
                        Stream.of(version),
                        previousVersion.stream(),
                        intended.stream().map(LiveChange::version))
                .flatMap(named -> named)
                .collect(Collectors.toUnmodifiableSet());
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

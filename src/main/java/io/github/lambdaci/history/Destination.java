package io.github.lambdaci.history;

import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.StateMarker;
import java.util.List;
import java.util.Optional;

/** Finds the version that a rollback makes live: the one that was named, or the one that was live before, as recorded. */
final class Destination {
    private static final int VERSIONS_SHOWN = 5;
    private static final int SHORTEST_COMMIT = 7;

    private final Recorded recorded;

    Destination(Recorded recorded) {
        this.recorded = recorded;
    }

    /**
     * The version that somebody named, by its number or by its source version.
     *
     * @throws ProjectException if there is none of that name, or more than one
     */
    PublishedVersion named(String name) {
        Optional<PublishedVersion> number = recorded.version(name);
        if (number.isPresent()) {
            return number.get();
        }
        List<PublishedVersion> exactly = recorded.versions().stream()
                .filter(version -> isOf(version, name))
                .toList();
        List<PublishedVersion> found = exactly.isEmpty() ? byCommit(name) : exactly;
        if (found.isEmpty()) {
            throw new ProjectException(
                    "there is no published version '" + name + "' of function '"
                            + recorded.target().function() + "', neither by its number nor by its source version",
                    choose());
        }
        if (found.size() > 1) {
            throw new ProjectException(
                    "'" + name + "' names more than one version: " + described(found),
                    "give its number: lambda-ci rollback --to "
                            + found.get(found.size() - 1).version().version());
        }
        return found.get(0);
    }

    private boolean isOf(PublishedVersion version, String name) {
        return recorded.history().sourceVersion(version).equals(name)
                || version.description().equals(name);
    }

    private List<PublishedVersion> byCommit(String name) {
        if (name.length() < SHORTEST_COMMIT || !name.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return List.of();
        }
        return recorded.versions().stream()
                .filter(version -> recorded.history().sourceVersion(version).startsWith(name))
                .toList();
    }

    /**
     * The version that was live before.
     *
     * @throws ProjectException if nothing tells which that was, or it was deleted
     */
    PublishedVersion before() {
        String version = recorded.alias().weights().isEmpty() ? beforeMove() : beforeShift();
        return recorded.version(version)
                .orElseThrow(() -> new ProjectException(
                        "version " + version + ", which was live before version " + recorded.live()
                                + ", does not exist any more",
                        choose()));
    }

    /** While two versions share the traffic: the one of them that was live by the record, else the alias's own. */
    private String beforeShift() {
        return recorded.marker()
                .map(StateMarker::version)
                .filter(recorded.alias().weights()::containsKey)
                .orElse(recorded.live());
    }

    private String beforeMove() {
        StateMarker marker = recorded.marker().orElseThrow(this::nothingRecorded);
        if (marker.version().equals(recorded.live())) {
            return marker.previousVersion().orElseThrow(this::nothingRecorded);
        }
        if (isNewer(recorded.live(), marker.version())) {
            return marker.version();
        }
        throw new ProjectException(
                "alias " + recorded.target().alias() + " points to version " + recorded.live() + ", but the last that"
                        + " lambda-ci made live was version " + marker.version()
                        + ": somebody else moved it back, and which version was to be live before is not recorded",
                choose());
    }

    /** A version that was published later went live by a run that could not record it, or by other means. */
    private static boolean isNewer(String live, String version) {
        return isNumber(live) && isNumber(version) && Long.parseLong(live) > Long.parseLong(version);
    }

    private static boolean isNumber(String version) {
        return version.chars().allMatch(Character::isDigit);
    }

    private ProjectException nothingRecorded() {
        return new ProjectException(
                "which version was live before version " + recorded.live() + " is not recorded in "
                        + Recorded.markerKey(recorded.target()) + ": no release by lambda-ci has replaced it",
                choose());
    }

    private String choose() {
        List<PublishedVersion> others = recorded.versions().stream()
                .filter(version -> !version.version().version().equals(recorded.live()))
                .toList();
        if (others.isEmpty()) {
            return "there is no other version: ship one that works";
        }
        List<PublishedVersion> newest = others.subList(Math.max(0, others.size() - VERSIONS_SHOWN), others.size());
        return "choose one yourself: lambda-ci rollback --to VERSION\nthere are "
                + (others.size() > newest.size() ? "among others " : "") + described(newest)
                + "; 'lambda-ci versions' shows more";
    }

    /** The newest first. */
    private String described(List<PublishedVersion> versions) {
        StringBuilder text = new StringBuilder();
        for (int i = versions.size() - 1; i >= 0; i--) {
            PublishedVersion version = versions.get(i);
            String source = recorded.history().sourceVersion(version);
            text.append(text.isEmpty() ? "" : ", ")
                    .append(version.version().version())
                    .append(source.isEmpty() ? "" : " (" + source + ")");
        }
        return text.toString();
    }
}

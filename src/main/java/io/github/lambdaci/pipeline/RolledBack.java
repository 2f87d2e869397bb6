package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaVersions;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.project.LambdaProject;
import java.util.Optional;
import java.util.Set;

/** Refuses to ship again what was rolled back: only people can tell whether it was to blame. */
final class RolledBack {
    private final LambdaVersions versions;

    RolledBack(Ports ports) {
        this.versions = ports.account().versions();
    }

    /** The rollback because of which a version is live, if nothing else has made it live since. */
    static Optional<LiveChange> holding(FunctionVersion live, Optional<StateMarker> marker) {
        return marker.flatMap(StateMarker::rollback)
                .filter(rollback -> rollback.version().equals(live.version()));
    }

    /**
     * Checks what is about to be published.
     *
     * @throws VersionCheckException if it behaves like a version that was rolled back, and unlike the one that is live
     */
    void refuse(LambdaProject project, Checked checked, FunctionVersion latest) {
        again(project, checked, latest).ifPresent(version -> {
            LiveChange rollback =
                    checked.marker().flatMap(StateMarker::rollback).orElseThrow();
            throw refused(project.target(), version, rollback);
        });
    }

    /** The version that was rolled back and that behaves like what is to be shipped, while another one is live. */
    Optional<FunctionVersion> again(LambdaProject project, Checked checked, FunctionVersion shipped) {
        boolean held = checked.alias()
                .map(LiveAlias::target)
                .filter(live -> !live.behavesLike(shipped))
                .flatMap(live -> holding(live, checked.marker()))
                .isPresent();
        if (!held) {
            return Optional.empty();
        }
        Set<String> rolledBack = checked.marker().orElseThrow().rolledBack();
        return versions.versions(project.target().function()).stream()
                .map(PublishedVersion::version)
                .filter(version -> rolledBack.contains(version.version()) && version.behavesLike(shipped))
                .findFirst();
    }

    private static VersionCheckException refused(
            LambdaProject.Target target, FunctionVersion version, LiveChange rollback) {
        return new VersionCheckException(
                "this run would make live what was rolled back: its code, layers and settings are those of version "
                        + version.version() + ", and version " + rollback.version()
                        + " was put in the place of version "
                        + rollback.from().orElse(version.version()) + " at " + rollback.at(),
                "ship a change that repairs it; or, if it was not to blame, make it live again: lambda-ci rollback --to "
                        + version.version() + " --app-s3-bucket " + target.bucket() + " --function-name "
                        + target.function()
                        + (target.alias().equals("latest") ? "" : " --function-alias-name " + target.alias()));
    }
}

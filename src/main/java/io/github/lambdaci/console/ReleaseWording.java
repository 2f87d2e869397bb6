package io.github.lambdaci.console;

import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.project.LambdaProject.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of a release that came to its end, on the terminal and in reports. */
final class ReleaseWording {
    private ReleaseWording() {}

    /**
     * A thing that is said of a release.
     *
     * @param subject what it is about
     * @param text what there is to say
     */
    record Detail(String subject, String text) {}

    /** What it came to, in one sentence. */
    static String headline(Release release) {
        Target target = release.project().target();
        String alias = " (alias " + target.alias() + ")";
        String version = Wording.version(release.live());
        return switch (release.status()) {
            case UNCHANGED ->
                "Nothing changed: " + target.function()
                        + (release.live().isPublished()
                                ? " stays at " + version + alias
                                : " has this code and these dependencies")
                        + ", checked in " + Wording.duration(total(release.durations()));
            case WAITING ->
                target.function() + " has " + version + " ready, alias " + target.alias() + " was left as it is";
            case UPLOADED -> target.function() + " is uploaded; nothing was deployed, as --no-deploy says";
            case PUBLISHED -> target.function() + " is live at " + version + alias;
        };
    }

    /** What is worth knowing of it. */
    static List<Detail> details(Release release) {
        List<Detail> details = new ArrayList<>();
        details.add(new Detail(
                "source",
                Wording.sourceVersion(release.project().sourceVersion().value())));
        release.project()
                .provenance()
                .ifPresent(from -> details.add(new Detail("promoted from", Wording.provenance(from))));
        details.add(new Detail("code", code(release)));
        details.add(new Detail("dependencies", dependencies(release)));
        if (release.status() == Release.Status.UPLOADED) {
            release.uploaded().code().ifPresent(code -> details.add(new Detail("code is at", place(code))));
            layerZip(release).ifPresent(zip -> details.add(new Detail("layer is at", place(zip))));
        }
        if (release.status() == Release.Status.PUBLISHED) {
            details.add(new Detail("before", before(release)));
        }
        details.add(new Detail("took", took(release.durations())));
        return details;
    }

    /** The dependencies' zip, if it is one of a layer. */
    static Optional<StoredArtifact> layerZip(Release release) {
        return release.uploaded()
                .packages()
                .filter(zip -> !release.project().packaging().dependenciesInCode());
    }

    /** The command that goes back to what was live before. */
    static Optional<String> goBack(Release release) {
        return release.previousVersion()
                .filter(version -> release.status() == Release.Status.PUBLISHED)
                .filter(version -> !version.equals(release.live().version()))
                .map(version -> Commands.rollback(release.project().target(), Optional.empty()));
    }

    /** All the time, and that of each stage. */
    static String took(Map<Stage, Duration> durations) {
        return Wording.duration(total(durations))
                + Arrays.stream(Stage.values())
                        .filter(durations::containsKey)
                        .map(stage ->
                                stage.title() + " " + Wording.duration(durations.getOrDefault(stage, Duration.ZERO)))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    static Duration total(Map<Stage, Duration> durations) {
        return durations.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Where an object is, down to its version. */
    static String place(StoredArtifact artifact) {
        return artifact.key()
                + artifact.versionId()
                        .map(version -> ", object version " + version)
                        .orElse("");
    }

    static String code(Release release) {
        return changed(release.code().changed()) + ", "
                + Wording.bytes(release.code().bytes());
    }

    private static String changed(boolean changed) {
        return changed ? "changed" : "unchanged";
    }

    static String dependencies(Release release) {
        return release.dependencies()
                .map(found -> changed(found.changed())
                        + where(release, found)
                        + found.packages()
                                .map(packages -> ", " + Wording.bytes(packages.bytes()))
                                .orElse(""))
                .orElse("none");
    }

    private static String where(Release release, Release.Dependencies found) {
        if (found.layer().isPresent()) {
            return ", layer " + Wording.name(found.layer().get());
        }
        return release.status() == Release.Status.UPLOADED
                        && !release.project().packaging().dependenciesInCode()
                ? ""
                : ", in the code";
    }

    private static String before(Release release) {
        return release.previousVersion()
                .map(version -> "version " + version)
                .orElse("nothing, this is the first release");
    }
}

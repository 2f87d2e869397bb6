package io.github.lambdaci.console;

import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.project.LambdaProject.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last lines of a run: what is live, what changed, how long it took, and how to go back. */
final class Summary {
    private final StageLines lines;
    private final Optional<Path> sandbox;

    Summary(StageLines lines, Optional<Path> sandbox) {
        this.lines = lines;
        this.sandbox = sandbox;
    }

    void write(Release release) {
        Target target = release.project().target();
        String version = release.live().version();
        String took = Wording.duration(total(release));
        if (release.status() == Release.Status.UNCHANGED) {
            lines.headline("Nothing changed: " + target.function() + " stays at version " + version + " (alias "
                    + target.alias() + "), checked in " + took);
            return;
        }
        if (release.status() == Release.Status.WAITING) {
            lines.headline(target.function() + " has version " + version + " ready, alias " + target.alias()
                    + " was left as it is");
        } else {
            lines.headline(target.function() + " is live at version " + version + " (alias " + target.alias() + ")");
        }
        lines.detail(
                "source",
                Wording.sourceVersion(release.project().sourceVersion().value()));
        lines.detail("code", code(release));
        lines.detail("dependencies", dependencies(release));
        if (release.status() == Release.Status.WAITING) {
            lines.detail("took", took + stages(release));
            return;
        }
        lines.detail("before", before(release));
        lines.detail("took", took + stages(release));
        sandbox.ifPresentOrElse(
                folder -> lines.detail("to try it", tryIt(target, folder)),
                () -> goBack(release).ifPresent(command -> lines.detail("to go back", command)));
    }

    private static String changed(boolean changed) {
        return changed ? "changed" : "unchanged";
    }

    static String code(Release release) {
        return changed(release.code().changed()) + ", "
                + Wording.bytes(release.code().bytes());
    }

    static String dependencies(Release release) {
        return release.dependencies()
                .map(found -> changed(found.changed()) + ", "
                        + found.layer()
                                .map(layer -> "layer " + Wording.name(layer))
                                .orElse("in the code")
                        + found.packages()
                                .map(packages -> ", " + Wording.bytes(packages.bytes()))
                                .orElse(""))
                .orElse("none");
    }

    private static String before(Release release) {
        return release.previousVersion()
                .map(version -> "version " + version)
                .orElse("nothing, this is the first release");
    }

    static Optional<String> goBack(Release release) {
        return release.previousVersion()
                .filter(version -> !version.equals(release.live().version()))
                .map(version -> Commands.rollback(release.project().target(), Optional.empty()));
    }

    private static String tryIt(Target target, Path folder) {
        return "lambda-ci sandbox --dir " + folder + " tells what to export; then aws lambda invoke --function-name "
                + target.function() + ":" + target.alias() + " /dev/stdout";
    }

    private static Duration total(Release release) {
        return release.durations().values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static String stages(Release release) {
        return Arrays.stream(Stage.values())
                .filter(release.durations()::containsKey)
                .map(stage -> stage.title() + " "
                        + Wording.duration(release.durations().getOrDefault(stage, Duration.ZERO)))
                .collect(Collectors.joining(", ", " (", ")"));
    }
}

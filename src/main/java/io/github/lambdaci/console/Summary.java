package io.github.lambdaci.console;

import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.project.LambdaProject.Target;
import java.nio.file.Path;
import java.util.Optional;

/** The last lines of a run: what is live, what changed, how long it took, and how to go back. */
final class Summary {
    private final StageLines lines;
    private final Optional<Path> sandbox;

    Summary(StageLines lines, Optional<Path> sandbox) {
        this.lines = lines;
        this.sandbox = sandbox;
    }

    void write(Release release) {
        lines.headline(ReleaseWording.headline(release));
        if (release.status() == Release.Status.UNCHANGED) {
            return;
        }
        ReleaseWording.details(release).forEach(detail -> lines.detail(detail.subject(), detail.text()));
        if (release.status() == Release.Status.PUBLISHED) {
            sandbox.ifPresentOrElse(
                    folder -> lines.detail("to try it", tryIt(release.project().target(), folder)),
                    () -> ReleaseWording.goBack(release).ifPresent(command -> lines.detail("to go back", command)));
        }
    }

    private static String tryIt(Target target, Path folder) {
        return "lambda-ci sandbox --dir " + folder + " tells what to export; then aws lambda invoke --function-name "
                + target.function() + ":" + target.alias() + " /dev/stdout";
    }
}

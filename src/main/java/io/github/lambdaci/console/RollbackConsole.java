package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.history.RollbackLog;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.project.LambdaProject.Target;
import java.util.Optional;

/** Tells people how a rollback gets on. */
final class RollbackConsole implements RollbackLog {
    private static final String SUBJECT = "rollback";

    private final StageLines lines;
    private final Standing standing;
    private final Course course;
    private final Announcements announcements;

    RollbackConsole(StageLines lines, Standing standing, Course course, Announcements announcements) {
        this.lines = lines;
        this.standing = standing;
        this.course = course;
        this.announcements = announcements;
    }

    @Override
    public void begun(Target target) {
        standing.started(target.function(), target.alias());
        standing.goingBack();
        course.begun(SUBJECT, target);
        announcements.began(News.Operation.ROLLBACK, target, Optional.empty(), Optional.empty());
    }

    @Override
    public void started(Target target, LiveAlias before, String version, String sourceVersion) {
        lines.stage(SUBJECT);
        standing.read(Optional.of(before));
        course.read(Optional.of(before));
        announcements.read(before.target(), Optional.of(before));
        announcements.goingTo(version, sourceVersion);
        lines.say(target.function() + ", alias " + target.alias() + " to version " + version
                + (sourceVersion.isEmpty() ? "" : " (" + Wording.sourceVersion(sourceVersion) + ")"));
        lines.say("live is version " + before.target().version() + AliasWeights.of(before));
    }

    @Override
    public void recordIsBehind(String recordedVersion, String liveVersion) {
        lines.say("recorded last was version " + recordedVersion + "; the alias was moved to version " + liveVersion
                + " outside of lambda-ci, or by a run that did not end");
    }

    @Override
    public void undoes(String version, LiveChange rollback) {
        lines.say("version " + version + " was rolled back at " + Wording.time(rollback.at())
                + ": this undoes it (to go further back, name a version: --to)");
    }

    @Override
    public void checked(FunctionVersion version) {
        lines.say("version " + version.version() + " is there and can be invoked");
        // All that comes next is a change.
        announcements.changing();
    }

    @Override
    public void finished(RollbackResult result) {
        standing.live(result.live());
        standing.finished();
        announcements.finished(result);
        lines.headline(RollbackWording.headline(result));
        if (result.status() == RollbackResult.Status.ROLLED_BACK) {
            RollbackWording.details(result).forEach(detail -> lines.detail(detail.subject(), detail.text()));
            RollbackWording.undo(result).ifPresent(command -> lines.detail("to undo it", command));
        }
    }
}

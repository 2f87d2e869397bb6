package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.announcement.AnnouncementLog;
import io.github.lambdaci.history.LiveArtifacts;
import io.github.lambdaci.notification.TopicArn;
import java.time.Instant;

/** Tells people that others were told what is live. */
final class AnnouncementConsole implements AnnouncementLog {
    private static final String SUBJECT = "announce";

    private final StageLines lines;

    AnnouncementConsole(StageLines lines) {
        this.lines = lines;
    }

    @Override
    public void announced(LiveArtifacts artifacts, TopicArn topic, Instant expires) {
        lines.say(
                SUBJECT,
                artifacts.target().function() + " " + Wording.sourceVersion(artifacts.sourceVersion()) + ", version "
                        + artifacts.live().version() + ", to " + topic);
        lines.say(SUBJECT, "the URLs in it can be used until " + Wording.time(expires));
    }

    @Override
    public void announcedBefore(FunctionVersion live, TopicArn topic) {
        lines.say(SUBJECT, "version " + live.version() + " was announced to " + topic + " before");
    }
}

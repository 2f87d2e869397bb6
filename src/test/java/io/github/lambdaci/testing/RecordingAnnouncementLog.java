package io.github.lambdaci.testing;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.announcement.AnnouncementLog;
import io.github.lambdaci.history.LiveArtifacts;
import io.github.lambdaci.notification.TopicArn;
import java.time.Instant;
import java.util.List;

/**
 * Records what is told of announcements, each as its name and what it is about.
 *
 * @param events everything that was told, in its order
 */
public record RecordingAnnouncementLog(List<String> events) implements AnnouncementLog {
    @Override
    public void announced(LiveArtifacts artifacts, TopicArn topic, Instant expires) {
        events.add("announced " + artifacts.live().version() + " " + artifacts.sourceVersion() + " to " + topic.name()
                + " until " + expires);
    }

    @Override
    public void announcedBefore(FunctionVersion live, TopicArn topic) {
        events.add("announcedBefore " + live.version() + " to " + topic.name());
    }
}

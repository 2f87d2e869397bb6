package io.github.lambdaci.announcement;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.history.LiveArtifacts;
import io.github.lambdaci.notification.TopicArn;
import java.time.Instant;

/** What is worth telling the user while something is announced: one method for each thing, and no wording. */
public interface AnnouncementLog {
    /**
     * What is live was announced.
     *
     * @param expires when its URLs end to work
     */
    void announced(LiveArtifacts artifacts, TopicArn topic, Instant expires);

    /** What is live was announced by an earlier run. */
    void announcedBefore(FunctionVersion live, TopicArn topic);
}

package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.announcement.AnnouncementLog;
import io.github.lambdaci.history.LiveArtifacts;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.testing.Releases;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people read when others are told what is live. */
final class AnnouncementConsoleTests {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void whatWasAnnouncedToWhomAndForHowLongIsSaid() {
        ConsoleLog log = new ConsoleLog(
                new PrintStream(written, true, StandardCharsets.UTF_8), Terminal.PLAIN, () -> Instant.EPOCH);
        AnnouncementLog announcing = log.announcing();
        TopicArn topic = TopicArn.of("arn:aws:sns:eu-west-1:123456789012:artifacts");
        Release release = Releases.published();
        LiveArtifacts artifacts = new LiveArtifacts(
                release.project().target(),
                release.live(),
                "1.4.0",
                release.uploaded().code().orElseThrow(),
                Optional.empty());

        announcing.announced(artifacts, topic, Instant.parse("2026-11-22T10:15:00Z"));
        announcing.announcedBefore(release.live(), topic);

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("""
                announce orders 1.4.0, version 42, to arn:aws:sns:eu-west-1:123456789012:artifacts
                announce the URLs in it can be used until 2026-11-22 10:15:00 UTC
                announce version 42 was announced to arn:aws:sns:eu-west-1:123456789012:artifacts before
                """);
    }
}

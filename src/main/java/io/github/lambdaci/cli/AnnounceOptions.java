package io.github.lambdaci.cli;

import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.permissions.Need;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** To whom what is live is announced, for them to deploy it elsewhere. */
final class AnnounceOptions {
    static final String TOPIC = "--announce-sns";

    /** AWS Signature Version 4 allows no more for a URL. */
    private static final Duration LONGEST = Duration.ofDays(7);

    @Option(
            names = TOPIC,
            paramLabel = "TOPIC_ARN",
            description =
                    "Announce what is live to the subscribers of an SNS topic, who deploy it elsewhere: where code "
                            + "and dependencies are, their SHA-256, and URLs to download them by. A run that "
                            + "cannot announce it ends with 1. [LAMBDA_CI_ANNOUNCE_SNS]")
    private Optional<TopicArn> topic = Optional.empty();

    @Option(
            names = "--announce-expiry",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "1h",
            description = "How long those URLs can be used, 1m to 7d; they end with the credentials that sign them. "
                    + "Default: 1h. [LAMBDA_CI_ANNOUNCE_EXPIRY]")
    private Duration life = Duration.ofHours(1);

    /** Whether anything is announced. */
    boolean isAnnouncing() {
        return topic.isPresent();
    }

    Optional<AnnouncementRequest> request() {
        if (topic.isPresent() && (life.compareTo(Duration.ofMinutes(1)) < 0 || life.compareTo(LONGEST) > 0)) {
            throw new ProjectException(
                    "a URL that is announced can be used for 1m to 7d (--announce-expiry)",
                    "as in 15m, which is 15 minutes");
        }
        return topic.map(arn -> new AnnouncementRequest(arn, life));
    }

    /** What it takes rights for. */
    Set<Need> needs() {
        return isAnnouncing() ? Set.of(Need.ANNOUNCE_SNS) : Set.of();
    }

    /** For the places in resources. */
    void addNames(Map<String, String> names) {
        topic.ifPresent(arn -> {
            names.put("announcements", arn.name());
            names.put("announcements_region", arn.region());
            names.put("announcements_account", arn.account());
        });
    }
}

package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.testing.GoldenFile;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnnounceOptionsTests {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:artifacts";
    private static final String NAMES = "--app-s3-bucket artifacts --function-name orders ";

    private final CommandRun command = new CommandRun();

    @Test
    void help() {
        assertThat(command.run("announce --help")).isZero();
        GoldenFile.of(getClass(), "help-announce.txt").assertHolds(command.out());
    }

    @Test
    void nothingIsAnnouncedUnlessItIsWanted() {
        assertThat(command.ship("")).isZero();
        assertThat(command.request().announcement()).isEmpty();
        assertThat(command.launcher.calls).containsExactly("ship", "close");
    }

    @Test
    void releaseIsAnnouncedWhenItsResultIsWritten() {
        command.launcher.announcing = () -> assertThat(command.out()).isNotEmpty();

        assertThat(command.ship("--announce-sns " + TOPIC)).as(command.err()).isZero();

        assertThat(command.request().announcement())
                .isEqualTo(Optional.of(new AnnouncementRequest(TopicArn.of(TOPIC), Duration.ofHours(1))));
        assertThat(command.request().rollout().locating()).isTrue();
        assertThat(command.launcher.calls).containsExactly("ship", "announce 42", "close");
    }

    @Test
    void variablesAreTaken() {
        command.environment.put("LAMBDA_CI_ANNOUNCE_SNS", TOPIC);
        command.environment.put("LAMBDA_CI_ANNOUNCE_EXPIRY", "15m");

        assertThat(command.ship("")).isZero();

        assertThat(command.request().announcement())
                .isEqualTo(Optional.of(new AnnouncementRequest(TopicArn.of(TOPIC), Duration.ofMinutes(15))));
    }

    @Test
    void failedAnnouncementEndsWithOneThoughTheResultIsThere() {
        command.launcher.announcing = () -> {
            throw new AwsException("orders is live, but it was not announced", "run again");
        };

        assertThat(command.ship("--announce-sns " + TOPIC)).isEqualTo(1);

        assertThat(command.out()).contains(":function:orders:42");
        assertThat(command.err()).contains("ERROR orders is live, but it was not announced");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-deploy", "--no-shift"})
    void runThatEndsBeforeAnythingIsLiveCannotAnnounce(String end) {
        assertThat(command.ship("--announce-sns " + TOPIC + " " + end)).isEqualTo(2);
        assertThat(command.err())
                .contains("--announce-sns is about what is live, and with " + end + " the run ends before that")
                .contains("lambda-ci announce");
        assertThat(command.launcher.requests).isEmpty();
    }

    @Test
    void wrongTopicIsNamed() {
        assertThat(command.ship("--announce-sns artifacts")).isEqualTo(2);
        assertThat(command.err()).contains("'artifacts' is not the ARN of an SNS topic (--announce-sns)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"59s", "7d1s"})
    void lifeThatS3DoesNotAllowIsRefused(String life) {
        assertThat(command.ship("--announce-sns " + TOPIC + " --announce-expiry " + life))
                .isEqualTo(2);
        assertThat(command.err()).contains("1m to 7d (--announce-expiry)");
    }

    @Test
    void topicOfTheCommandMayComeFromTheEnvironmentButMustBeThere() {
        assertThat(command.run("announce " + NAMES)).isEqualTo(2);
        assertThat(command.err()).contains("--announce-sns is missing").contains("LAMBDA_CI_ANNOUNCE_SNS");
    }

    @Test
    void whatIsNotInTheBucketCannotBeAnnounced() {
        command.release("1.4.0");

        assertThat(command.run("announce " + NAMES + "--announce-sns " + TOPIC)).isEqualTo(2);

        assertThat(command.err()).contains("ERROR the code of version 1 is not in the bucket any more");
    }

    @Test
    void policyAllowsToPublish() {
        assertThat(command.run("policy " + NAMES + "--command announce --announce-sns " + TOPIC))
                .isZero();
        assertThat(command.out())
                .contains("[sns:Publish]", "[" + TOPIC + "]", "s3:PutObject")
                .doesNotContain("lambda:Update");
    }
}

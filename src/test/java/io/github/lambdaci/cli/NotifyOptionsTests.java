package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.notification.EventBus;
import io.github.lambdaci.notification.Recipients;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.notification.WebhookAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NotifyOptionsTests {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:releases";
    private static final String ALL =
            "--notify-webhook ssm:/ci/slack --notify-sns " + TOPIC + " --notify-eventbridge default";
    private static final Recipients EVERYBODY = new Recipients(
            Optional.of(WebhookAddress.of("ssm:/ci/slack")),
            Optional.of(TopicArn.of(TOPIC)),
            Optional.of(EventBus.of("default")));

    private final CommandRun command = new CommandRun();

    @Test
    void nobodyIsToldUnlessItIsWanted() {
        assertThat(command.ship("")).isZero();
        assertThat(command.request().recipients()).isEqualTo(Recipients.NONE);
    }

    @Test
    void releasesAndRollbacksAreTold() {
        assertThat(command.ship(ALL)).as(command.err()).isZero();
        assertThat(command.request().recipients()).isEqualTo(EVERYBODY);

        int unused = command.run("rollback --app-s3-bucket artifacts --function-name orders " + ALL);
        assertThat(command.launcher.accountRequests)
                .extracting(AccountRequest::recipients)
                .containsExactly(EVERYBODY);
    }

    @Test
    void variablesAreTakenForBoth() {
        command.environment.putAll(Map.of(
                "LAMBDA_CI_NOTIFY_WEBHOOK", "ssm:/ci/slack",
                "LAMBDA_CI_NOTIFY_SNS", TOPIC,
                "LAMBDA_CI_NOTIFY_EVENTBRIDGE", "default"));

        assertThat(command.ship("")).isZero();
        int unused = command.run("rollback --app-s3-bucket artifacts --function-name orders");

        assertThat(command.request().recipients()).isEqualTo(EVERYBODY);
        assertThat(command.launcher.accountRequests)
                .extracting(AccountRequest::recipients)
                .containsExactly(EVERYBODY);
    }

    @Test
    void secretOnTheCommandLineIsRefusedAndNotRepeated() {
        assertThat(command.ship("--notify-webhook https://hooks.example/SECRET"))
                .isEqualTo(2);
        assertThat(command.err())
                .contains("is a secret")
                .contains("(--notify-webhook)")
                .contains("env:SLACK_WEBHOOK")
                .doesNotContain("SECRET");
        assertThat(command.launcher.requests).isEmpty();
    }

    @Test
    void secretInTheWrongVariableIsNotRepeated() {
        command.environment.put("LAMBDA_CI_NOTIFY_WEBHOOK", "https://hooks.example/SECRET");

        assertThat(command.ship("")).isEqualTo(2);
        assertThat(command.err())
                .contains("(environment variable LAMBDA_CI_NOTIFY_WEBHOOK)")
                .doesNotContain("SECRET");
    }

    @Test
    void wrongTopicIsNamed() {
        assertThat(command.ship("--notify-sns releases")).isEqualTo(2);
        assertThat(command.err()).contains("'releases' is not the ARN of an SNS topic (--notify-sns)");
    }
}

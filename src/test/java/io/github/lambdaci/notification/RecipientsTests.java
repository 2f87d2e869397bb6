package io.github.lambdaci.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.notification.WebhookAddress.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecipientsTests {
    @Test
    void placesOfSecretsAreRead() {
        assertThat(WebhookAddress.of("env:SLACK_WEBHOOK"))
                .isEqualTo(new WebhookAddress(Kind.VARIABLE, "SLACK_WEBHOOK"))
                .hasToString("env:SLACK_WEBHOOK");
        assertThat(WebhookAddress.of("ssm:/ci/slack-webhook"))
                .isEqualTo(new WebhookAddress(Kind.PARAMETER, "/ci/slack-webhook"))
                .hasToString("ssm:/ci/slack-webhook");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example/T0/SECRET",
                "env:https://hooks.example/T0/SECRET",
                "hooks.example/T0/SECRET",
                "env:",
                "ssm:",
                "ssm:/a SECRET",
                "file:SECRET"
            })
    void secretThatIsGivenItselfIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> WebhookAddress.of(text)).isInstanceOfSatisfying(ProjectException.class, e -> {
            assertThat(e.getMessage() + e.hint()).doesNotContain("SECRET").doesNotContain("hooks.example");
            assertThat(e.hint()).contains("env:SLACK_WEBHOOK").contains("ssm:/ci/slack-webhook");
        });
    }

    @Test
    void topicsAreRead() {
        assertThat(TopicArn.of("arn:aws:sns:eu-west-1:123456789012:releases"))
                .isEqualTo(new TopicArn("arn:aws:sns:eu-west-1:123456789012:releases", "eu-west-1", "123456789012"));
        assertThat(TopicArn.of("arn:aws-cn:sns:cn-north-1:123456789012:releases.fifo"))
                .extracting(TopicArn::name, TopicArn::isFifo)
                .containsExactly("releases.fifo", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"releases", "arn:aws:sqs:eu-west-1:123456789012:x", "arn:aws:sns:eu-west-1:1:x"})
    void whatIsNoTopicIsNamed(String text) {
        assertThatThrownBy(() -> TopicArn.of(text))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.getMessage()).contains(text));
    }

    @Test
    void busesAreRead() {
        assertThat(EventBus.of("default")).isEqualTo(new EventBus("default", "default", Optional.empty()));
        String arn = "arn:aws:events:eu-west-1:123456789012:event-bus/releases";
        assertThat(EventBus.of(arn))
                .isEqualTo(new EventBus(arn, "releases", Optional.of(new EventBus.Place("eu-west-1", "123456789012"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a bus", "arn:aws:events:eu-west-1:123456789012:rule/x", ""})
    void whatIsNoBusIsNamed(String text) {
        assertThatThrownBy(() -> EventBus.of(text))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.getMessage()).contains("'" + text + "'"));
    }
}

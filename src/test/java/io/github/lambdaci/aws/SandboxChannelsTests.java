package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.notification.ChannelContract;
import io.github.lambdaci.notification.EventBus;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.notification.WebhookAddress;
import io.github.lambdaci.sandbox.SandboxServer;
import io.github.lambdaci.sandbox.SandboxSettings;
import io.github.lambdaci.testing.Messaging;
import io.github.lambdaci.testing.WebhookServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channels keep their contract against the embedded AWS, which keeps what they send in its folder. */
final class SandboxChannelsTests {
    private static final TopicArn TOPIC = TopicArn.of("arn:aws:sns:us-east-1:123456789012:releases");

    @TempDir
    private Path folder;

    private SandboxServer server;
    private AwsSettings settings;
    private AwsClients clients;
    private Messaging messaging;

    @BeforeEach
    void start() {
        server = SandboxServer.start(folder.resolve("aws"), 0, SandboxSettings.defaults());
        settings = AwsSettings.sandbox(server.endpoint(), "0-test");
        clients = new AwsClients(settings);
        messaging = new Messaging(server.endpoint());
    }

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    private List<String> lines(String name) {
        try (Stream<Path> files = Files.walk(folder.resolve("aws"))) {
            Path file = files.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    final class Topic extends ChannelContract {
        @BeforeEach
        void create() {
            assertThat(messaging.createTopic("releases")).isEqualTo(TOPIC.arn());
        }

        @Override
        protected Channel channel() {
            return new SnsChannel(clients, TOPIC);
        }

        @Override
        protected Channel missing() {
            return new SnsChannel(clients, TopicArn.of(TOPIC.arn() + "-missing"));
        }

        @Override
        protected List<String> heard() {
            return lines("messages.jsonl");
        }

        @Test
        void subjectIsCutToWhatSnsTakesAndAttributesCanBeFilteredBy() {
            channel().deliver(message("é".repeat(120)));

            assertThat(heard().get(0))
                    .contains("\"Subject\":\"" + "?".repeat(97) + "...\"")
                    .contains("\"MessageAttributes\":{\"alias\":\"latest\",\"function\":\"orders\","
                            + "\"operation\":\"release\",\"state\":\"failed\"}")
                    .contains("  it failed\\nsource: 1.4.0 & <later>\\n");
        }

        @Test
        void topicOfAnotherRegionIsReachedThere() {
            server.provisionTopic("elsewhere", "eu-west-1");

            new SnsChannel(clients, TopicArn.of("arn:aws:sns:eu-west-1:123456789012:elsewhere"))
                    .deliver(message("far away"));

            assertThat(heard()).hasSize(1);
        }

        @Test
        void orderedTopicIsToldWhatBelongsTogether() {
            String arn = messaging.createTopic("releases.fifo");

            new SnsChannel(clients, TopicArn.of(arn)).deliver(message("ordered"));

            assertThat(heard()).hasSize(1);
        }
    }

    @Nested
    final class Bus extends ChannelContract {
        @BeforeEach
        void create() {
            messaging.createBus("releases");
        }

        @Override
        protected Channel channel() {
            return new EventBridgeChannel(clients, EventBus.of("releases"));
        }

        @Override
        protected Channel missing() {
            return new EventBridgeChannel(clients, EventBus.of("missing"));
        }

        @Override
        protected List<String> heard() {
            return lines("events.jsonl");
        }

        @Test
        void eventHasItsSourceAndItsType() {
            new EventBridgeChannel(clients, EventBus.of("default")).deliver(message("hello"));

            assertThat(heard().get(0))
                    .contains("\"source\":\"lambda-ci\"")
                    .contains("\"detail-type\":\"lambda-ci Run State Change\"")
                    .contains("\"detail\":{\"title\":\"hello\"}");
        }
    }

    @Nested
    final class WebhookInParameter extends ChannelContract {
        private final WebhookServer webhook = WebhookServer.start();

        @BeforeEach
        void putSecret() {
            messaging.putSecret("/ci/slack", webhook.address());
        }

        @AfterEach
        void close() {
            webhook.close();
        }

        @Override
        protected Channel channel() {
            return new WebhookChannel(WebhookAddress.of("ssm:/ci/slack"), settings, clients, Map.of());
        }

        @Override
        protected Channel missing() {
            return new WebhookChannel(WebhookAddress.of("ssm:/ci/other"), settings, clients, Map.of());
        }

        @Override
        protected List<String> heard() {
            return webhook.bodies();
        }

        @Test
        void whatIsNoAddressIsNotRepeated() {
            messaging.putSecret("/ci/wrong", "hooks.example/" + WebhookServer.SECRET);
            Channel wrong = new WebhookChannel(WebhookAddress.of("ssm:/ci/wrong"), settings, clients, Map.of());

            assertThatThrownBy(() -> wrong.deliver(message("x")))
                    .isInstanceOfSatisfying(
                            LambdaCiException.class,
                            e -> assertThat(e.getMessage() + e.hint())
                                    .contains("ssm:/ci/wrong holds is not an address")
                                    .doesNotContain(WebhookServer.SECRET));
        }
    }
}

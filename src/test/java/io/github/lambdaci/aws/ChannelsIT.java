package io.github.lambdaci.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.notification.ChannelContract;
import io.github.lambdaci.notification.EventBus;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.notification.WebhookAddress;
import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.Messaging;
import io.github.lambdaci.testing.WebhookServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The channels keep their contract against emulators that others wrote, which deliver to queues. */
final class ChannelsIT {
    private static final String RUN = UUID.randomUUID().toString();

    @Nested
    final class TopicOnMoto extends TopicContract {
        TopicOnMoto() {
            super(Emulators.moto());
        }
    }

    @Nested
    final class TopicOnStrictEmulator extends TopicContract {
        TopicOnStrictEmulator() {
            super(Emulators.strict());
        }
    }

    @Nested
    final class BusOnMoto extends BusContract {
        BusOnMoto() {
            super(Emulators.moto());
        }
    }

    @Nested
    final class BusOnStrictEmulator extends BusContract {
        BusOnStrictEmulator() {
            super(Emulators.strict());
        }
    }

    @Nested
    final class WebhookInParameterOfMoto extends WebhookContract {
        WebhookInParameterOfMoto() {
            super(Emulators.moto());
        }
    }

    @Nested
    final class WebhookInParameterOfStrictEmulator extends WebhookContract {
        WebhookInParameterOfStrictEmulator() {
            super(Emulators.strict());
        }
    }

    abstract static class TopicContract extends ChannelContract {
        private final AwsClients clients;
        private final TopicArn topic;
        private final Messaging.Queue queue;

        TopicContract(URI endpoint) {
            clients = new AwsClients(AwsSettings.sandbox(endpoint, "0-test"));
            Messaging messaging = new Messaging(endpoint);
            topic = TopicArn.of(messaging.createTopic("releases-" + UUID.randomUUID()));
            queue = messaging.subscribe(topic.arn());
        }

        @Override
        protected Channel channel() {
            return new SnsChannel(clients, topic);
        }

        @Override
        protected Channel missing() {
            return new SnsChannel(clients, TopicArn.of(topic.arn() + "-missing"));
        }

        @Override
        protected List<String> heard() {
            return queue.take().stream()
                    .map(message -> message.path("Message").asText())
                    .toList();
        }
    }

    abstract static class BusContract extends ChannelContract {
        private final AwsClients clients;
        private final EventBus bus = EventBus.of("releases-" + UUID.randomUUID());
        private final Messaging.Queue queue;

        BusContract(URI endpoint) {
            clients = new AwsClients(AwsSettings.sandbox(endpoint, "0-test"));
            Messaging messaging = new Messaging(endpoint);
            messaging.createBus(bus.name());
            queue = messaging.listen(bus.name());
        }

        @Override
        protected Channel channel() {
            return new EventBridgeChannel(clients, bus);
        }

        @Override
        protected Channel missing() {
            return new EventBridgeChannel(clients, EventBus.of("missing"));
        }

        @Override
        protected List<String> heard() {
            return queue.take().stream().map(JsonNode::toString).toList();
        }
    }

    abstract static class WebhookContract extends ChannelContract {
        private final WebhookServer server = WebhookServer.start();
        private final AwsSettings settings;
        private final AwsClients clients;

        WebhookContract(URI endpoint) {
            settings = AwsSettings.sandbox(endpoint, "0-test");
            clients = new AwsClients(settings);
            String name = "/ci/" + RUN + "/" + UUID.randomUUID();
            new Messaging(endpoint).putSecret(name, server.address());
            address = WebhookAddress.of("ssm:" + name);
        }

        private final WebhookAddress address;

        @AfterEach
        void stop() {
            server.close();
        }

        @Override
        protected Channel channel() {
            return new WebhookChannel(address, settings, clients, Map.of());
        }

        @Override
        protected Channel missing() {
            return new WebhookChannel(WebhookAddress.of("ssm:" + address.name() + "-x"), settings, clients, Map.of());
        }

        @Override
        protected List<String> heard() {
            return server.bodies();
        }
    }
}

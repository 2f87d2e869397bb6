package io.github.lambdaci.notification;

import java.util.Optional;

/**
 * Who wants to know of a run.
 *
 * @param webhook where the address of a webhook is kept
 * @param topic an SNS topic
 * @param bus an EventBridge bus
 */
public record Recipients(Optional<WebhookAddress> webhook, Optional<TopicArn> topic, Optional<EventBus> bus) {
    /** Nobody. */
    public static final Recipients NONE = new Recipients(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether nobody wants to know. */
    public boolean isEmpty() {
        return webhook.isEmpty() && topic.isEmpty() && bus.isEmpty();
    }
}

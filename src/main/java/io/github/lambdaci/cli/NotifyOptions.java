package io.github.lambdaci.cli;

import io.github.lambdaci.notification.EventBus;
import io.github.lambdaci.notification.Recipients;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.notification.WebhookAddress;
import io.github.lambdaci.permissions.Need;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Who is told of a run. */
final class NotifyOptions {
    @Option(
            names = "--notify-webhook",
            paramLabel = "env:NAME|ssm:NAME",
            description = "Tell a webhook of Slack's kind when something changes and how it ended. Its address is a "
                    + "secret: a variable or a parameter of Systems Manager holds it. Who cannot be told fails no run. "
                    + "[LAMBDA_CI_NOTIFY_WEBHOOK]")
    private Optional<WebhookAddress> webhook = Optional.empty();

    @Option(
            names = "--notify-sns",
            paramLabel = "TOPIC_ARN",
            description = "Tell the subscribers of an SNS topic. [LAMBDA_CI_NOTIFY_SNS]")
    private Optional<TopicArn> topic = Optional.empty();

    @Option(
            names = "--notify-eventbridge",
            paramLabel = "BUS",
            description = "Put events on an EventBridge bus, by its name or ARN. [LAMBDA_CI_NOTIFY_EVENTBRIDGE]")
    private Optional<EventBus> bus = Optional.empty();

    /** What it takes rights for. */
    Set<Need> needs() {
        Set<Need> needs = EnumSet.noneOf(Need.class);
        parameter().ifPresent(name -> needs.add(Need.NOTIFY_WEBHOOK));
        topic.ifPresent(arn -> needs.add(Need.NOTIFY_SNS));
        bus.ifPresent(named -> needs.add(Need.NOTIFY_EVENTBRIDGE));
        return needs;
    }

    /** For the places in resources. */
    void addNames(Map<String, String> names) {
        parameter().ifPresent(name -> names.put("parameter", name.replaceFirst("^/", "")));
        topic.ifPresent(arn -> {
            names.put("topic", arn.name());
            names.put("topic_region", arn.region());
            names.put("topic_account", arn.account());
        });
        bus.ifPresent(named -> {
            names.put("bus", named.name());
            names.put(
                    "bus_region", named.place().map(EventBus.Place::region).orElse(names.getOrDefault("region", "*")));
            names.put(
                    "bus_account",
                    named.place().map(EventBus.Place::account).orElse(names.getOrDefault("account", "*")));
        });
    }

    private Optional<String> parameter() {
        return webhook.filter(address -> address.kind() == WebhookAddress.Kind.PARAMETER)
                .map(WebhookAddress::name);
    }

    Recipients recipients() {
        return new Recipients(webhook, topic, bus);
    }
}

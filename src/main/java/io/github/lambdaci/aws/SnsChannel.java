package io.github.lambdaci.aws;

import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.notification.Message;
import io.github.lambdaci.notification.TopicArn;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A topic of Amazon SNS (API version 2010-03-31, forms). */
public final class SnsChannel implements Channel {
    /** SNS's API reference, Publish: ASCII without line breaks, up to this many characters. */
    private static final int SUBJECT_CHARACTERS = 100;

    private final AwsClients clients;
    private final TopicArn topic;
    private final Manner manner;

    /** For people: nothing is asked of AWS yet. */
    public SnsChannel(AwsClients clients, TopicArn topic) {
        this(clients, topic, Manner.NOTIFYING);
    }

    private SnsChannel(AwsClients clients, TopicArn topic, Manner manner) {
        this.clients = clients;
        this.topic = topic;
        this.manner = manner;
    }

    /** For programs, which get the document, and which a run waits for. */
    public static SnsChannel ofAnnouncements(AwsClients clients, TopicArn topic) {
        return new SnsChannel(clients, topic, Manner.ANNOUNCING);
    }

    /** What a topic is used for. */
    private enum Manner {
        NOTIFYING("--notify-sns"),
        ANNOUNCING("--announce-sns");

        private final String option;

        Manner(String option) {
            this.option = option;
        }
    }

    @Override
    public String name() {
        return "SNS topic " + topic;
    }

    @Override
    public void deliver(Message message) {
        AwsCall call = new AwsCall("publishing to " + name(), "sns:Publish", topic.arn());
        Hasty.send(clients, call, "check " + manner.option, () -> switch (manner) {
            case NOTIFYING -> send(clients.hasty(SignedService.SNS, region()), message);
            case ANNOUNCING ->
                clients.throttling().outlast(call, () -> send(clients.signed(SignedService.SNS, region()), message));
        });
    }

    private Optional<String> region() {
        return Optional.of(topic.region());
    }

    private String send(SignedRequests requests, Message message) {
        return requests.form(fields(message));
    }

    private Map<String, String> fields(Message message) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "Action",
                "Publish",
                "Version",
                "2010-03-31",
                "TopicArn",
                topic.arn(),
                "Subject",
                subject(message.title()),
                "Message",
                manner == Manner.NOTIFYING ? text(message) : message.document()));
        int number = 1;
        for (Map.Entry<String, String> attribute : new TreeMap<>(message.attributes()).entrySet()) {
            String prefix = "MessageAttributes.entry." + number + ".";
            fields.put(prefix + "Name", attribute.getKey());
            fields.put(prefix + "Value.DataType", "String");
            fields.put(prefix + "Value.StringValue", attribute.getValue());
            number++;
        }
        if (topic.isFifo()) {
            fields.put("MessageGroupId", message.attributes().getOrDefault("function", "lambda-ci"));
            fields.put("MessageDeduplicationId", UUID.randomUUID().toString());
        }
        return fields;
    }

    private static String subject(String title) {
        String ascii = title.replaceAll("[^ -~]", "?");
        return ascii.length() <= SUBJECT_CHARACTERS ? ascii : ascii.substring(0, SUBJECT_CHARACTERS - 3) + "...";
    }

    private static String text(Message message) {
        return Stream.of(
                        Stream.of(message.title()),
                        message.quoted().stream().map(line -> "  " + line),
                        message.lines().stream())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }
}

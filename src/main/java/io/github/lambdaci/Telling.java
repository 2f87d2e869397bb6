package io.github.lambdaci;

import io.github.lambdaci.aws.AwsClients;
import io.github.lambdaci.aws.AwsSettings;
import io.github.lambdaci.aws.EventBridgeChannel;
import io.github.lambdaci.aws.SnsChannel;
import io.github.lambdaci.aws.WebhookChannel;
import io.github.lambdaci.console.Announcements;
import io.github.lambdaci.lease.Owner;
import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.notification.Outbox;
import io.github.lambdaci.notification.Recipients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells others of what is done: nothing of it is there where nobody wants to know. */
final class Telling {
    /** Longer than a message takes that gets there at all, short enough for a pipeline. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Announcements announcements;
    private final StopSignals signals;
    private final Runnable flush;

    private Telling(Announcements announcements, StopSignals signals, Runnable flush) {
        this.announcements = announcements;
        this.signals = signals;
        this.flush = flush;
    }

    /** What a command has opened, to tell others by. */
    record Means(AwsClients clients, AwsSettings users, Map<String, String> environment) {}

    /** Opens the channels; what was told is waited for when the resources are closed, before the clients are. */
    static Telling to(Recipients recipients, Means means, Announcements announcements, StopSignals signals) {
        if (recipients.isEmpty()) {
            return new Telling(announcements, signals, () -> {});
        }
        Outbox outbox = new Outbox(channels(recipients, means), announcements::undelivered);
        announcements.to(runner(means.environment()), outbox::post);
        return new Telling(announcements, signals, () -> outbox.flush(signals.left(LONGEST)));
    }

    private static List<Channel> channels(Recipients recipients, Means means) {
        List<Channel> channels = new ArrayList<>();
        recipients
                .webhook()
                .ifPresent(address ->
                        channels.add(new WebhookChannel(address, means.users(), means.clients(), means.environment())));
        recipients.topic().ifPresent(topic -> channels.add(new SnsChannel(means.clients(), topic)));
        recipients.bus().ifPresent(bus -> channels.add(new EventBridgeChannel(means.clients(), bus)));
        return channels;
    }

    /** With the page of a CodeBuild build, which its id does not lead to. */
    private static String runner(Map<String, String> environment) {
        String page = environment.getOrDefault("CODEBUILD_BUILD_URL", "");
        return Owner.of(environment).name() + (page.isBlank() ? "" : ", " + page);
    }

    /** Does something, and tells of it if it fails. */
    <T> T of(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            announcements.failed(e, signals.isRequested());
            throw e;
        }
    }

    /** Waits for seconds at most until what was told has got there, and warns of what did not. */
    void finish() {
        flush.run();
    }
}

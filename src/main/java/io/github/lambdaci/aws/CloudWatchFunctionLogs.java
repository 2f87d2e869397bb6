package io.github.lambdaci.aws;

import io.github.lambdaci.account.FunctionLogs;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.failure.InterruptedRunException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Follows functions in CloudWatch Logs by asking again and again. */
public final class CloudWatchFunctionLogs implements FunctionLogs {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** An event can be found only a while after its time, so the last minute is asked for again. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final AwsClients clients;
    private final InstantSource clock;
    private final Patience.Sleeper sleeper;

    /** Nothing is asked of AWS yet. */
    public CloudWatchFunctionLogs(AwsClients clients) {
        this(clients, InstantSource.system(), duration -> Thread.sleep(duration.toMillis()));
    }

    CloudWatchFunctionLogs(AwsClients clients, InstantSource clock, Patience.Sleeper sleeper) {
        this.clients = clients;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public void follow(FunctionVersion version, Instant from, Optional<Duration> atMost, Consumer<String> line) {
        Instant end = atMost.map(clock.instant()::plus).orElse(Instant.MAX);
        Window window = new Window(from);
        try {
            while (true) {
                Instant now = clock.instant();
                window.unseen(events(version, window.start())).forEach(event -> line.accept(text(event)));
                if (!now.isBefore(end)) {
                    return;
                }
                Duration left = end.equals(Instant.MAX) ? INTERVAL : Duration.between(now, end);
                sleeper.sleep(left.compareTo(INTERVAL) < 0 ? left : INTERVAL);
            }
        } catch (InterruptedException | InterruptedRunException e) {
            // Interrupting is how a person ends this.
            Thread.currentThread().interrupt();
        }
    }

    private List<FilteredLogEvent> events(FunctionVersion version, Instant start) {
        Pattern stream = streamsOf(version);
        AwsCall call = new AwsCall(
                "reading the logs in " + version.logGroup(), "logs:FilterLogEvents", "log group " + version.logGroup());
        return clients.failures().send(call, () -> {
            try {
                return clients
                        .logs()
                        .filterLogEventsPaginator(request ->
                                request.logGroupName(version.logGroup()).startTime(start.toEpochMilli()))
                        .events()
                        .stream()
                        .filter(event -> stream.matcher(event.logStreamName()).matches())
                        .sorted(Comparator.comparing(FilteredLogEvent::timestamp))
                        .toList();
            } catch (ResourceNotFoundException e) {
                // Lambda makes the log group when the function first runs.
                return List.of();
            }
        });
    }

    /** {@code 2026/11/21/[7]0a1b…}, in a log group that functions share {@code 2026/11/21/orders[7]0a1b…}. */
    private static Pattern streamsOf(FunctionVersion version) {
        String function = Pattern.quote(LambdaAnswers.functionName(version));
        return Pattern.compile(
                "\\d{4}/\\d\\d/\\d\\d/(" + function + ")?" + Pattern.quote("[" + version.version() + "]") + ".*");
    }

    private static String text(FilteredLogEvent event) {
        return String.valueOf(event.message()).stripTrailing();
    }

    /** Which events were shown already, as far back as they can come again. */
    private static final class Window {
        private final Instant from;
        private final Map<String, Long> seen = new HashMap<>();
        private long newest;

        private Window(Instant from) {
            this.from = from;
            this.newest = from.toEpochMilli();
        }

        private Instant start() {
            Instant overlapping = Instant.ofEpochMilli(newest).minus(LATE);
            return overlapping.isAfter(from) ? overlapping : from;
        }

        private List<FilteredLogEvent> unseen(List<FilteredLogEvent> events) {
            List<FilteredLogEvent> unseen = events.stream()
                    .filter(event -> seen.put(event.eventId(), event.timestamp()) == null)
                    .toList();
            newest = Math.max(
                    newest,
                    seen.values().stream().mapToLong(Long::longValue).max().orElse(newest));
            long start = start().toEpochMilli();
            seen.values().removeIf(time -> time < start);
            return unseen;
        }
    }
}

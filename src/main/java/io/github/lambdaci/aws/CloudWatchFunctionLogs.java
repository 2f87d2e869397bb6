package io.github.lambdaci.aws;

import io.github.lambdaci.account.FunctionLogs;
import io.github.lambdaci.account.LogLine;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.failure.InterruptedRunException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Reads what functions wrote to CloudWatch Logs, and follows it by asking again and again. */
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
    public boolean read(LogQuery query, Consumer<LogLine> line) {
        return pass(query, query.from(), event -> line.accept(event.line()));
    }

    @Override
    public void follow(LogQuery query, Optional<Duration> atMost, Consumer<LogLine> line) {
        Instant end = atMost.map(clock.instant()::plus).orElse(Instant.MAX);
        Window window = new Window(query.from());
        try {
            while (true) {
                Instant now = clock.instant();
                boolean unused = pass(query, window.start(), event -> {
                    if (window.isNew(event)) {
                        line.accept(event.line());
                    }
                });
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

    /** All events from a time on, of all sources in the order of time; whether any has a log group. */
    private boolean pass(LogQuery query, Instant from, Consumer<LogEvents.Event> event) {
        List<LogEvents> sources = query.sources().stream()
                .map(source -> new LogEvents(clients, source, query, from))
                .toList();
        PriorityQueue<LogEvents> earliest = new PriorityQueue<>(
                Comparator.comparing(events -> events.peek().line().time()));
        sources.stream().filter(LogEvents::hasNext).forEach(earliest::add);
        for (LogEvents next = earliest.poll(); next != null; next = earliest.poll()) {
            event.accept(next.next());
            if (next.hasNext()) {
                earliest.add(next);
            }
        }
        return sources.stream().anyMatch(LogEvents::groupExists);
    }

    /** Which events were shown already, as far back as they can come again. */
    private static final class Window {
        private final Instant from;
        private final Map<String, Instant> seen = new HashMap<>();
        private Instant newest;
        private Instant tidied;

        private Window(Instant from) {
            this.from = from;
            this.newest = from;
            this.tidied = from;
        }

        private Instant start() {
            Instant overlapping = newest.minus(LATE);
            return overlapping.isAfter(from) ? overlapping : from;
        }

        private boolean isNew(LogEvents.Event event) {
            Instant time = event.line().time();
            boolean isNew = seen.put(event.id(), time) == null;
            newest = time.isAfter(newest) ? time : newest;
            if (Duration.between(tidied, newest).compareTo(LATE) > 0) {
                seen.values().removeIf(old -> old.isBefore(start()));
                tidied = newest;
            }
            return isNew;
        }
    }
}

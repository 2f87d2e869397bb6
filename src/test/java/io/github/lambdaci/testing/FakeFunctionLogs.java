package io.github.lambdaci.testing;

import io.github.lambdaci.account.FunctionLogs;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LogLine;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.account.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Logs in memory; following them ends at once, as if the time was over or the user had interrupted. A filter is a text that
 * lines must hold.
 */
public final class FakeFunctionLogs implements FunctionLogs {
    private final List<Event> events = new ArrayList<>();
    private final List<LogQuery> queries = new ArrayList<>();

    private record Event(String logGroup, LogLine line) {}

    /** Lets a version write a line. */
    public void add(FunctionVersion version, Instant time, String message) {
        String stream = "2026/11/21/[" + version.version() + "]0a1b";
        events.add(new Event(version.logGroup(), new LogLine(time, version.version(), stream, message)));
    }

    /** What was asked for. */
    public List<LogQuery> queries() {
        return List.copyOf(queries);
    }

    @Override
    public boolean read(LogQuery query, Consumer<LogLine> line) {
        queries.add(query);
        events.stream()
                .filter(event -> query.sources().stream().anyMatch(source -> isFrom(source, event)))
                .map(Event::line)
                .filter(found -> !found.time().isBefore(query.from()))
                .filter(found -> query.until().stream().noneMatch(found.time()::isAfter))
                .filter(found -> found.message().contains(query.filter().orElse("")))
                .sorted(Comparator.comparing(LogLine::time))
                .forEach(line);
        return events.stream()
                .anyMatch(event -> query.sources().stream()
                        .anyMatch(source -> source.logGroup().equals(event.logGroup())));
    }

    private static boolean isFrom(LogSource source, Event event) {
        return source.logGroup().equals(event.logGroup())
                && source.holds(event.line().version());
    }

    @Override
    public void follow(LogQuery query, Optional<Duration> atMost, Consumer<LogLine> line) {
        boolean unused = read(query, line);
    }
}

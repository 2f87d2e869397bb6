package io.github.lambdaci.testing;

import io.github.lambdaci.account.FunctionLogs;
import io.github.lambdaci.account.FunctionVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Logs in memory; following them ends at once, as if the time was over or the user had interrupted. */
public final class FakeFunctionLogs implements FunctionLogs {
    private final List<Event> events = new ArrayList<>();

    private record Event(String logGroup, String version, Instant time, String message) {}

    /** Lets a version write a line. */
    public void add(FunctionVersion version, Instant time, String message) {
        events.add(new Event(version.logGroup(), version.version(), time, message));
    }

    @Override
    public void follow(FunctionVersion version, Instant from, Optional<Duration> atMost, Consumer<String> line) {
        events.stream()
                .filter(event -> event.logGroup().equals(version.logGroup()))
                .filter(event -> event.version().equals(version.version()))
                .filter(event -> !event.time().isBefore(from))
                .sorted(Comparator.comparing(Event::time))
                .forEach(event -> line.accept(event.message()));
    }
}

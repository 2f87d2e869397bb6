package io.github.lambdaci.sandbox.lambda;

import io.github.lambdaci.sandbox.logs.LogEvent;
import io.github.lambdaci.sandbox.logs.LogStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Writes what an invocation printed, between the lines that Lambda adds, to the function's log. */
final class InvocationLog {
    // Each stands for the execution environment of one state of one version, as streams in AWS do.
    private final Map<String, String> streams = new ConcurrentHashMap<>();
    private final LogStore logs;
    private final Clock clock;

    InvocationLog(LogStore logs, Clock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /** The stream of a version: the day, the version, and a random name. */
    String stream(FunctionRef function, FunctionVersion version) {
        return streams.computeIfAbsent(function.unqualifiedArn() + version.revisionId() + version.number(), unused -> {
            String day = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT)
                    .withZone(ZoneOffset.UTC)
                    .format(clock.instant());
            return day + "/[" + version.number() + "]"
                    + UUID.randomUUID().toString().replace("-", "");
        });
    }

    /** Writes the log and returns it as text. */
    String write(Invocation invocation, Invocation.Ran ran, Path output, String runtimeName) throws IOException {
        FunctionVersion version = invocation.version();
        Instant end = clock.instant();
        long start = end.minusNanos((long) (ran.measures().runMillis() * 1e6)).toEpochMilli();
        String id = invocation.requestId();
        List<LogEvent> events = new ArrayList<>();
        events.add(LogEvent.at(start, "INIT_START Runtime Version: " + runtimeName + "\n"));
        events.add(LogEvent.at(start, "START RequestId: " + id + " Version: " + version.number() + "\n"));
        addPrinted(events, output, start);
        if (ran.payload().contains("Task timed out after")) {
            events.add(LogEvent.at(end.toEpochMilli(), timeoutLine(end, invocation)));
        }
        events.add(LogEvent.at(end.toEpochMilli(), "END RequestId: " + id + "\n"));
        events.add(LogEvent.at(end.toEpochMilli(), report(id, version, ran.measures())));
        FunctionRef function = invocation.invoked();
        logs.appendCreating(function.region(), version.logGroup(), stream(function, version), events);
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.message()));
        return text.toString();
    }

    private static void addPrinted(List<LogEvent> events, Path output, long time) throws IOException {
        if (!Files.exists(output)) {
            return;
        }
        // Programs print bytes that are not always UTF-8; a reader that is asked for it strictly would fail.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(output), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(LogEvent.at(time, line + "\n"));
            }
        }
    }

    private static String timeoutLine(Instant end, Invocation invocation) {
        return String.format(
                Locale.ROOT, "%s %s Task timed out after %.2f seconds%n", end, invocation.requestId(), (double)
                        invocation.version().timeout());
    }

    private static String report(String id, FunctionVersion version, Invocation.Measures measures) {
        String memory = measures.maxMemoryMb() > 0 ? "\tMax Memory Used: " + measures.maxMemoryMb() + " MB" : "";
        return String.format(
                Locale.ROOT,
                "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB%s\tInit Duration:"
                        + " %.2f ms\t%n",
                id,
                measures.runMillis(),
                (long) Math.ceil(measures.runMillis()),
                version.memorySize(),
                memory,
                measures.initMillis());
    }
}

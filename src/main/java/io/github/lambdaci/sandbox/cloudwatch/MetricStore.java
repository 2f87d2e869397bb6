package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.LineFile;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The sandbox's own invocations, a line each, from which the metrics of {@code AWS/Lambda} are counted. */
public final class MetricStore {
    private final StateDirectory state;
    private final Clock clock;

    public MetricStore(StateDirectory state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /**
     * Something that ran.
     *
     * @param function the function's name
     * @param resource the name as it was called: alone, or with a version or an alias after a colon
     * @param executedVersion the version that an alias chose; empty where no alias was called
     */
    public record Called(String region, String function, String resource, String executedVersion) {
        /** Whether the metrics of these dimensions count it; Lambda has them by function, resource and version. */
        boolean isOf(Map<String, String> dimensions) {
            Map<String, String> own = new LinkedHashMap<>();
            if (dimensions.equals(own)) {
                return true;
            }
            own.put("FunctionName", function);
            if (dimensions.equals(own)) {
                return true;
            }
            own.put("Resource", resource);
            if (dimensions.equals(own)) {
                return true;
            }
            own.put("ExecutedVersion", executedVersion);
            return !executedVersion.isEmpty() && dimensions.equals(own);
        }
    }

    /** A line of the file. */
    record Line(Called called, Instant time, boolean failed) {}

    private Path directory(String region) {
        return state.path("cloudwatch", FileNames.of(region), "invocations");
    }

    /** Counts an invocation that has ended. */
    public void count(Called called, boolean failed) throws IOException {
        ObjectNode line = Json.object()
                .put("t", clock.millis())
                .put("f", called.function())
                .put("r", called.resource())
                .put("v", called.executedVersion())
                .put("e", failed);
        Path file = directory(called.region()).resolve(FileNames.of(called.function()) + ".lines");
        state.exclusively(() -> LineFile.append(file, List.of(line)));
    }

    /** Reads the invocations of the function that the dimensions name, or of all functions. */
    void read(String region, Map<String, String> dimensions, Consumer<Line> each) throws IOException {
        List<Path> files = new ArrayList<>(StateDirectory.list(directory(region)));
        if (dimensions.containsKey("FunctionName")) {
            String name = FileNames.of(dimensions.getOrDefault("FunctionName", "")) + ".lines";
            files.removeIf(file -> !file.endsWith(name));
        }
        for (Path file : files) {
            LineFile.read(file, line -> {
                Called called = new Called(
                        region,
                        line.path("f").asText(),
                        line.path("r").asText(),
                        line.path("v").asText());
                if (called.isOf(dimensions)) {
                    each.accept(new Line(
                            called,
                            Instant.ofEpochMilli(line.path("t").asLong()),
                            line.path("e").asBoolean()));
                }
            });
        }
    }
}

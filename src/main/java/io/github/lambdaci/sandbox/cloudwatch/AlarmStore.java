package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The alarms on disk, a document each, and the state of each as it was last set. */
public final class AlarmStore {
    static final String IN_ALARM = "ALARM";

    private final StateDirectory state;
    private final Clock clock;
    private final String account;

    public AlarmStore(StateDirectory state, Clock clock, String account) {
        this.state = state;
        this.clock = clock;
        this.account = account;
    }

    StateDirectory state() {
        return state;
    }

    Clock clock() {
        return clock;
    }

    String arn(String region, String name) {
        return "arn:aws:cloudwatch:" + region + ":" + account + ":alarm:" + name;
    }

    private Path directory(String region) {
        return state.path("cloudwatch", FileNames.of(region), "alarms");
    }

    private Path document(String region, String name) {
        return directory(region).resolve(FileNames.of(name) + ".json");
    }

    Optional<ObjectNode> find(String region, String name) throws IOException {
        return state.read(document(region, name));
    }

    void save(String region, ObjectNode alarm) throws IOException {
        state.write(document(region, alarm.path("AlarmName").asText()), alarm);
    }

    void delete(String region, String name) throws IOException {
        Files.deleteIfExists(document(region, name));
    }

    List<ObjectNode> all(String region) throws IOException {
        List<ObjectNode> alarms = new ArrayList<>();
        for (Path file : StateDirectory.list(directory(region))) {
            state.read(file).ifPresent(alarms::add);
        }
        alarms.sort(Comparator.comparing(alarm -> alarm.path("AlarmName").asText()));
        return alarms;
    }

    /** The state of an alarm, for example {@code OK}; none if there is no alarm of that name. */
    public Optional<String> stateOf(String region, String name) throws IOException {
        return find(region, name).flatMap(alarm -> Json.text(alarm, "StateValue"));
    }
}

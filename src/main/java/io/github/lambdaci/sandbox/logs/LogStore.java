package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.LineFile;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import io.github.lambdaci.sandbox.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The log groups on disk: a directory each, with a document and a file of lines for every stream. */
public final class LogStore {
    private final StateDirectory state;
    private final Clock clock;

    public LogStore(StateDirectory state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    StateDirectory state() {
        return state;
    }

    private Path group(String region, String group) {
        return state.path("logs", FileNames.of(region), FileNames.of(group));
    }

    private Path groupDocument(String region, String group) {
        return group(region, group).resolve("group.json");
    }

    private Path streamDocument(String region, String group, String stream) {
        return group(region, group).resolve("streams").resolve(FileNames.of(stream) + ".json");
    }

    private Path events(String region, String group, String stream) {
        return group(region, group).resolve("streams").resolve(FileNames.of(stream) + ".events");
    }

    Optional<ObjectNode> findGroup(String region, String group) throws IOException {
        return state.read(groupDocument(region, group));
    }

    ObjectNode getGroup(String region, String group) throws IOException {
        return findGroup(region, group).orElseThrow(LogErrors::noSuchGroup);
    }

    List<ObjectNode> groups(String region) throws IOException {
        List<ObjectNode> groups = new ArrayList<>();
        for (Path directory : StateDirectory.list(state.path("logs", FileNames.of(region)))) {
            state.read(directory.resolve("group.json")).ifPresent(groups::add);
        }
        return groups;
    }

    void saveGroup(String region, ObjectNode group) throws IOException {
        state.write(groupDocument(region, group.path("name").asText()), group);
    }

    void deleteGroup(String region, String group) throws IOException {
        Files.deleteIfExists(groupDocument(region, group));
        TemporaryFiles.delete(group(region, group));
    }

    List<ObjectNode> streams(String region, String group) throws IOException {
        List<ObjectNode> streams = new ArrayList<>();
        for (Path file : StateDirectory.list(group(region, group).resolve("streams"))) {
            if (file.toString().endsWith(".json")) {
                state.read(file).ifPresent(streams::add);
            }
        }
        return streams;
    }

    Optional<ObjectNode> findStream(String region, String group, String stream) throws IOException {
        return state.read(streamDocument(region, group, stream));
    }

    void createGroup(String region, String group) throws IOException {
        saveGroup(region, Json.object().put("name", group).put("created", clock.millis()));
    }

    void createStream(String region, String group, String stream) throws IOException {
        state.write(
                streamDocument(region, group, stream),
                Json.object().put("name", stream).put("created", clock.millis()));
    }

    void deleteStream(String region, String group, String stream) throws IOException {
        Files.deleteIfExists(streamDocument(region, group, stream));
        Files.deleteIfExists(events(region, group, stream));
    }

    /** Appends what a function wrote; its group and its stream are made if they are not there. */
    public void appendCreating(String region, String group, String stream, List<LogEvent> added) throws IOException {
        state.exclusively(() -> {
            if (findGroup(region, group).isEmpty()) {
                createGroup(region, group);
            }
            if (findStream(region, group, stream).isEmpty()) {
                createStream(region, group, stream);
            }
            append(region, group, stream, added);
        });
    }

    void append(String region, String group, String stream, List<LogEvent> added) throws IOException {
        long now = clock.millis();
        List<ObjectNode> lines = new ArrayList<>();
        for (LogEvent event : added) {
            lines.add(Json.object().put("t", event.timestamp()).put("i", now).put("m", event.message()));
        }
        LineFile.append(events(region, group, stream), lines);
    }

    /** The events of a stream that pass, in the order of their arrival. */
    List<LogEvent> read(String region, String group, String stream, Predicate<LogEvent> wanted) throws IOException {
        List<LogEvent> found = new ArrayList<>();
        AtomicLong position = new AtomicLong();
        LineFile.read(events(region, group, stream), line -> {
            LogEvent event = parse(line, stream, position.getAndIncrement());
            if (wanted.test(event)) {
                found.add(event);
            }
        });
        return found;
    }

    private static LogEvent parse(ObjectNode event, String stream, long position) {
        return new LogEvent(
                event.path("t").asLong(),
                event.path("i").asLong(),
                stream,
                position,
                event.path("m").asText());
    }
}

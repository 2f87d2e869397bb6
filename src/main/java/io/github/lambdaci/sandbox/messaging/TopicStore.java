package io.github.lambdaci.sandbox.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.LineFile;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Topics on disk: each is a directory, with a line in {@code messages.jsonl} for everything that was published. */
public final class TopicStore {
    private static final String FORM = "[A-Za-z0-9_-]{1,256}(\\.fifo)?";

    private final StateDirectory state;
    private final Clock clock;
    private final String account;

    public TopicStore(StateDirectory state, Clock clock, String account) {
        this.state = state;
        this.clock = clock;
        this.account = account;
    }

    /** Makes a topic; one that is there is left as it is, as SNS does. */
    public String create(String name, String region) throws IOException {
        if (!name.matches(FORM)) {
            throw AwsError.of(400, "InvalidParameter", "Invalid parameter: Topic Name");
        }
        state.exclusively(() -> state.write(
                topic(name, region).resolve("topic.json"), Json.object().put("arn", arn(name, region))));
        return arn(name, region);
    }

    List<String> arns(String region) throws IOException {
        List<String> arns = new ArrayList<>();
        for (Path directory : StateDirectory.list(state.path("sns", FileNames.of(region)))) {
            state.read(directory.resolve("topic.json"))
                    .ifPresent(topic -> arns.add(topic.path("arn").asText()));
        }
        return arns;
    }

    void delete(String arn, String region) throws IOException {
        state.exclusively(() -> {
            Files.deleteIfExists(topic(name(arn), region).resolve("topic.json"));
        });
    }

    /** Keeps a message and answers its id. */
    String keep(String arn, String region, ObjectNode message) throws IOException {
        Path topic = topic(name(arn), region);
        if (!arn.equals(arn(name(arn), region)) || !Files.exists(topic.resolve("topic.json"))) {
            throw AwsError.of(404, "NotFound", "Topic does not exist");
        }
        String id = UUID.randomUUID().toString();
        ObjectNode line = Json.object()
                .put("MessageId", id)
                .put("Timestamp", clock.instant().toString());
        line.setAll(message);
        state.exclusively(() -> LineFile.append(topic.resolve("messages.jsonl"), List.of(line)));
        return id;
    }

    private String arn(String name, String region) {
        return "arn:aws:sns:" + region + ":" + account + ":" + name;
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private Path topic(String name, String region) {
        return state.path("sns", FileNames.of(region), FileNames.of(name));
    }
}

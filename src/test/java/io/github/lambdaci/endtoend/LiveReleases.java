package io.github.lambdaci.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.endtoend.HttpMessages.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which answers an alias may give at each moment, by what a proxy sees of its changes and of the versions published. */
final class LiveReleases implements FaultProxy.Observer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> answers = new HashMap<>();
    private final List<Set<String>> history = new ArrayList<>();
    private String project;

    /**
     * Begins.
     *
     * @param version the version that is live
     * @param answer what it answers
     */
    LiveReleases(String version, String answer) {
        this.project = answer;
        answers.put(version, answer);
        history.add(Set.of(answer));
    }

    /** Tells what a version answers that is published from now on. */
    synchronized void project(String answer) {
        project = answer;
    }

    /** The present moment, for {@link #since}. */
    synchronized int now() {
        return history.size() - 1;
    }

    /** All that was live at some time between a moment and now. */
    synchronized Set<String> since(int moment) {
        Set<String> all = new HashSet<>();
        history.subList(moment, history.size()).forEach(all::addAll);
        return all;
    }

    /** How often the alias was moved. */
    synchronized int moves() {
        return history.size() / 2;
    }

    @Override
    public synchronized void forwarding(Request request) {
        if (request.operation().name().equals("UpdateAlias")) {
            Set<String> either = new HashSet<>(history.get(now()));
            either.addAll(targets(request.body()));
            history.add(either);
        }
    }

    @Override
    public synchronized void answered(Request request, String answer) {
        boolean done = answer.startsWith("HTTP/1.1 2") || answer.startsWith("HTTP/1.0 2");
        switch (request.operation().name()) {
            case "PublishVersion" -> {
                if (done) {
                    // Publishing what has not changed answers with the version that there is.
                    answers.putIfAbsent(text(body(answer), "Version"), project);
                }
            }
            case "UpdateAlias" -> history.add(done ? targets(request.body()) : history.get(now() - 1));
            default -> {}
        }
    }

    private Set<String> targets(String body) {
        JsonNode json = json(body);
        Set<String> targets = new HashSet<>();
        targets.add(answerOf(text(body, "FunctionVersion")));
        json.path("RoutingConfig")
                .path("AdditionalVersionWeights")
                .fieldNames()
                .forEachRemaining(version -> targets.add(answerOf(version)));
        return targets;
    }

    private String answerOf(String version) {
        return Objects.requireNonNull(answers.get(version), () -> "nobody published version " + version);
    }

    private static String text(String body, String field) {
        return json(body).path(field).asText();
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n"));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}

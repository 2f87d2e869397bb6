package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** A deployment: what CodeDeploy answers of it, and beside it, in {@code internal}, what only the sandbox knows. */
record Deployment(ObjectNode document) {
    static final String CREATED = "Created";
    static final String IN_PROGRESS = "InProgress";
    static final String SUCCEEDED = "Succeeded";
    static final String FAILED = "Failed";
    static final String STOPPED = "Stopped";

    private static final Set<String> COMPLETE = Set.of(SUCCEEDED, FAILED, STOPPED);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    static String newId() {
        StringBuilder id = new StringBuilder("d-");
        ThreadLocalRandom.current().ints(9, 0, LETTERS.length()).forEach(at -> id.append(LETTERS.charAt(at)));
        return id.toString();
    }

    String id() {
        return text("deploymentId");
    }

    private String text(String field) {
        return document.path(field).asText();
    }

    ObjectNode internal() {
        return Json.child(document, "internal");
    }

    String region() {
        return internal().path("region").asText();
    }

    String application() {
        return text("applicationName");
    }

    String group() {
        return text("deploymentGroupName");
    }

    String status() {
        return text("status");
    }

    boolean isComplete() {
        return COMPLETE.contains(status());
    }

    boolean isRollback() {
        return text("creator").equals("codeDeployRollback");
    }

    Instant created() {
        return time("createTime").orElse(Instant.EPOCH);
    }

    Optional<Instant> time(String field) {
        return document.path(field).isNumber()
                ? Optional.of(
                        Instant.ofEpochMilli(Math.round(document.path(field).asDouble() * 1000)))
                : Optional.empty();
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    /** What is to be deployed; none if nobody could read it. */
    Optional<AppSpec> spec() {
        ObjectNode spec = Json.child(internal(), "spec");
        return spec.isEmpty()
                ? Optional.empty()
                : Optional.of(new AppSpec(
                        spec.path("function").asText(),
                        spec.path("alias").asText(),
                        spec.path("current").asText(),
                        spec.path("target").asText()));
    }

    void spec(AppSpec spec) {
        Json.child(internal(), "spec")
                .put("function", spec.function())
                .put("alias", spec.alias())
                .put("current", spec.current())
                .put("target", spec.target());
    }

    /** Why the AppSpec file cannot be deployed. */
    Optional<String> unusable() {
        return Json.text(internal(), "unusable");
    }

    Traffic traffic() {
        return Traffic.of(internal().path("traffic"));
    }

    /** The part of the calls that goes to the target version. */
    double weight() {
        return internal().path("weight").asDouble();
    }

    void weight(double weight) {
        internal().put("weight", weight);
    }

    /** When all calls began to go to the target version. */
    Instant shifted() {
        return Instant.ofEpochMilli(internal().path("shiftedAt").asLong());
    }

    void shifted(Instant now) {
        internal().put("shiftedAt", now.toEpochMilli());
    }

    /** The names of the alarms that are watched. */
    List<String> alarms() {
        boolean enabled = internal().path("alarms").path("enabled").asBoolean();
        return enabled ? internal().path("alarms").path("alarms").findValuesAsText("name") : List.of();
    }

    boolean ignoresMissingAlarms() {
        return internal().path("alarms").path("ignorePollAlarmFailure").asBoolean();
    }

    boolean rollsBackOn(String event) {
        ObjectNode config = Json.child(document, "autoRollbackConfiguration");
        return config.path("enabled").asBoolean()
                && Json.texts(config.path("events")).contains(event);
    }

    void begin(Instant now) {
        document.put("status", IN_PROGRESS).put("startTime", seconds(now));
    }

    void succeed(Instant now) {
        document.put("status", SUCCEEDED).put("completeTime", seconds(now));
    }

    void end(String status, String code, String message) {
        document.put("status", status)
                .putObject("errorInformation")
                .put("code", code)
                .put("message", message);
    }

    void completed(Instant now) {
        document.put("completeTime", seconds(now));
    }

    ObjectNode described() {
        ObjectNode described = document.deepCopy();
        described.remove("internal");
        ObjectNode overview = described.putObject("deploymentOverview");
        for (String state : List.of("Pending", IN_PROGRESS, SUCCEEDED, FAILED, "Skipped", "Ready")) {
            overview.put(state, state.equals(overviewState()) ? 1 : 0);
        }
        return described;
    }

    private String overviewState() {
        return switch (status()) {
            case CREATED -> "Pending";
            case STOPPED -> FAILED;
            default -> status();
        };
    }
}

package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One version of a function: its configuration as AWS words it, and beside it what only the sandbox knows. */
record FunctionVersion(ObjectNode config) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    // What may differ between a version and the unpublished code that it is the same as.
    private static final List<String> NOT_IDENTITY = List.of(
            "Version",
            "RevisionId",
            "LastModified",
            "LastUpdateStatus",
            "LastUpdateStatusReason",
            "LastUpdateStatusReasonCode");

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    String number() {
        return config.path("Version").asText();
    }

    String revisionId() {
        return config.path("RevisionId").asText();
    }

    String codeSha256() {
        return config.path("CodeSha256").asText();
    }

    ObjectNode internal() {
        return Json.child(config, "internal");
    }

    /** The name of the code's file: its SHA-256 in hexadecimal. */
    String code() {
        return internal().path("code").asText();
    }

    long unzippedCode() {
        return internal().path("unzipped").asLong();
    }

    /** The layers' files, lowest first. */
    List<String> layers() {
        List<String> layers = new ArrayList<>();
        for (JsonNode layer : internal().path("layers")) {
            layers.add(layer.path("code").asText());
        }
        return layers;
    }

    long unzippedLayers() {
        long sum = 0;
        for (JsonNode layer : internal().path("layers")) {
            sum += layer.path("unzipped").asLong();
        }
        return sum;
    }

    void code(CodeFile code) {
        config.put("CodeSha256", code.base64()).put("CodeSize", code.size());
        internal().put("code", code.sha256()).put("unzipped", code.unzipped());
    }

    /** A digest of all that makes a published version different from another. */
    String identity() {
        ObjectNode relevant = config.deepCopy();
        relevant.remove(NOT_IDENTITY);
        relevant.remove("internal");
        return FileNames.digest(relevant.toString());
    }

    String runtime() {
        return config.path("Runtime").asText();
    }

    String handler() {
        return config.path("Handler").asText();
    }

    int timeout() {
        return config.path("Timeout").asInt();
    }

    int memorySize() {
        return config.path("MemorySize").asInt();
    }

    Map<String, String> environment() {
        return Json.strings(config.path("Environment").path("Variables"));
    }

    String logGroup() {
        return config.path("LoggingConfig").path("LogGroup").asText();
    }

    /** The state of a published version, which no update changes any more. */
    String state(Instant now) {
        if (now.toEpochMilli() < internal().path("activeAt").asLong()) {
            return "Pending";
        }
        return internal().has("failure") ? "Failed" : "Active";
    }

    ObjectNode describeState(ObjectNode described, Instant now) {
        String state = state(now);
        if (state.equals("Pending")) {
            return FunctionDocument.pending(described);
        }
        described.put("State", state).put("LastUpdateStatus", "Successful");
        if (state.equals("Failed")) {
            JsonNode failure = internal().path("failure");
            described.set("StateReason", failure.path("reason"));
            described.set("StateReasonCode", failure.path("reasonCode"));
        }
        return described;
    }
}

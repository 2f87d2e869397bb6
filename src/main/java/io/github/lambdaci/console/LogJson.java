package io.github.lambdaci.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lambdaci.account.LogLine;

/** Writes what a function logged as the JSON object that {@code docs/log-line.schema.json} describes. */
public final class LogJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private LogJson() {}

    /** The object on one line, without a line break at its end. */
    public static String of(LogLine line) {
        try {
            return JSON.writeValueAsString(JSON.createObjectNode()
                    .put("time", line.time().toString())
                    .put("version", line.version())
                    .put("stream", line.stream())
                    .put("message", line.message()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings can always be written", e);
        }
    }
}

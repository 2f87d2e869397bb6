package io.github.lambdaci.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.json.JsonTree;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the object of a lease says.
 *
 * @param holder who has it, or had it last
 * @param length how long it lasts from when it was written
 * @param renewals how often it was renewed: a renewal that changed nothing would look like none to whoever waits
 * @param released whether it was given back
 */
record Terms(Holder holder, Duration length, int renewals, boolean released) {
    Terms renewed() {
        return new Terms(holder, length, renewals + 1, false);
    }

    Terms givenBack() {
        return new Terms(holder, length, renewals, true);
    }

    /** As JSON that a person can read. */
    String text() {
        ObjectNode root = JsonTree.object();
        root.put("owner", holder.owner());
        root.put("command", holder.command());
        holder.sourceVersion().ifPresent(version -> root.put("sourceVersion", version));
        root.put("since", holder.since().toString());
        root.put("seconds", length.toSeconds());
        root.put("renewals", renewals);
        root.put("released", released);
        root.put("id", holder.id());
        root.put("process", holder.process());
        return JsonTree.text(root);
    }

    /** Reads them; nothing if that is none of lambda-ci's leases, which binds nobody. */
    static Optional<Terms> parse(String text) {
        try {
            JsonNode root = JsonTree.read(text);
            Holder holder = new Holder(
                    root.required("id").asText(),
                    root.required("owner").asText(),
                    root.path("process").asText(),
                    root.required("command").asText(),
                    Optional.ofNullable(root.path("sourceVersion").textValue()),
                    Instant.parse(root.required("since").asText()));
            return Optional.of(new Terms(
                    holder,
                    Duration.ofSeconds(root.required("seconds").asLong()),
                    root.path("renewals").asInt(),
                    root.required("released").asBoolean()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}

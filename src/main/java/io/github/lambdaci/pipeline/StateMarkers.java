package io.github.lambdaci.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.json.JsonTree;
import io.github.lambdaci.project.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads and writes state markers as JSON. */
public final class StateMarkers {
    private static final String SOURCE_VERSION = "sourceVersion";
    private static final String VERSION = "version";
    private static final String PREVIOUS = "previousVersion";
    private static final String LAYER = "layerVersionArn";
    private static final String CODE = "code";
    private static final String SHA256 = "sha256";
    private static final String FINGERPRINT = "fingerprint";
    private static final String BYTES = "bytes";
    private static final String UNZIPPED_BYTES = "unzippedBytes";
    private static final String DEPENDENCIES = "dependencies";
    private static final String HISTORY = "history";
    private static final String INTENDED = "intended";
    private static final String PROMOTED_FROM = "promotedFrom";
    private static final String ENVIRONMENT = "environment";
    private static final String MILLISECONDS = "milliseconds";
    private static final String FUNCTION_ARN = "functionArn";

    private final ArtifactStore store;

    /** Nothing is read yet. */
    public StateMarkers(ArtifactStore store) {
        this.store = store;
    }

    /** The marker, if there is one that can be read: a damaged one is as good as none. */
    public Optional<StateMarker> read(ArtifactKey key) {
        return look(key).marker();
    }

    /** The same, with what is needed to write it only if nobody else has. */
    Seen look(ArtifactKey key) {
        Optional<ArtifactStore.Marked> object = store.readMarked(key);
        return new Seen(
                object.map(ArtifactStore.Marked::content).flatMap(StateMarkers::parse),
                object.map(ArtifactStore.Marked::mark));
    }

    /**
     * What was there.
     *
     * @param marker the marker, if it could be read
     * @param mark the store's mark of it, if there was anything
     */
    record Seen(Optional<StateMarker> marker, Optional<String> mark) {}

    /**
     * Writes a marker unless somebody else has written one since.
     *
     * @param mark of what was there
     * @return whether it was written
     */
    boolean writeUnlessChanged(StateMarker marker, ArtifactKey key, Optional<String> mark) {
        return store.writeUnlessChanged(content(marker), key, mark);
    }

    /** Writes a marker in the place of the one that is there. */
    public void write(StateMarker marker, ArtifactKey key) {
        store.write(content(marker), key);
    }

    private static byte[] content(StateMarker marker) {
        return JsonTree.text(toJson(marker)).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode toJson(StateMarker marker) {
        ObjectNode root = JsonTree.object();
        root.put("function", marker.function());
        root.put("alias", marker.alias());
        root.put(SOURCE_VERSION, marker.sourceVersion());
        root.put(VERSION, marker.version());
        marker.previousVersion().ifPresent(version -> root.put(PREVIOUS, version));
        root.set(CODE, code(marker.codeSha256(), marker.sources()));
        marker.packages().ifPresent(packages -> root.set(DEPENDENCIES, toJson(packages)));
        marker.took().ifPresent(took -> root.put(MILLISECONDS, took.toMillis()));
        ArrayNode history = root.putArray(HISTORY);
        marker.history().forEach(change -> history.add(toJson(change)));
        marker.intended().ifPresent(change -> root.set(INTENDED, toJson(change)));
        return root;
    }

    private static ObjectNode toJson(LiveChange change) {
        ObjectNode node = JsonTree.object();
        node.put("kind", change.kind().title());
        node.put("at", change.at().toString());
        node.put(VERSION, change.version());
        change.from().ifPresent(version -> node.put(PREVIOUS, version));
        node.put(SOURCE_VERSION, change.sourceVersion());
        node.set(CODE, code(change.codeSha256(), change.sources()));
        change.packages().ifPresent(packages -> node.set(DEPENDENCIES, toJson(packages)));
        change.provenance()
                .ifPresent(from -> node.putObject(PROMOTED_FROM)
                        .put(ENVIRONMENT, from.environment())
                        .put(FUNCTION_ARN, from.functionArn())
                        .put(VERSION, from.version()));
        return node;
    }

    private static ObjectNode code(String sha256, Optional<StateMarker.Sources> sources) {
        ObjectNode code = JsonTree.object().put(SHA256, sha256);
        sources.ifPresent(known -> code.put(FINGERPRINT, known.fingerprint())
                .put(BYTES, known.bytes())
                .put(UNZIPPED_BYTES, known.unzippedBytes()));
        return code;
    }

    private static ObjectNode toJson(StateMarker.Packages packages) {
        return JsonTree.object()
                .put(FINGERPRINT, packages.fingerprint())
                .put(SHA256, packages.sha256())
                .put(BYTES, packages.bytes())
                .put(UNZIPPED_BYTES, packages.unzippedBytes())
                .put(LAYER, packages.layerVersionArn().orElse(null));
    }

    private static Optional<StateMarker> parse(byte[] content) {
        try {
            JsonNode root = JsonTree.read(content);
            return Optional.of(new StateMarker(
                    root.required("function").asText(),
                    root.required("alias").asText(),
                    root.required(SOURCE_VERSION).asText(),
                    root.required(VERSION).asText(),
                    Optional.ofNullable(root.path(PREVIOUS).textValue()),
                    root.required(CODE).required(SHA256).asText(),
                    sources(root.required(CODE)),
                    packages(root.path(DEPENDENCIES)),
                    history(root.path(HISTORY)),
                    change(root.path(INTENDED)),
                    took(root.path(MILLISECONDS))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Markers of old do not tell it. */
    private static Optional<Duration> took(JsonNode milliseconds) {
        return milliseconds.canConvertToLong() && milliseconds.asLong() >= 0
                ? Optional.of(Duration.ofMillis(milliseconds.asLong()))
                : Optional.empty();
    }

    private static List<LiveChange> history(JsonNode array) {
        List<LiveChange> changes = new ArrayList<>();
        array.forEach(node -> change(node).ifPresent(changes::add));
        return List.copyOf(changes);
    }

    /** A change, unless it is of a kind that only a newer lambda-ci knows. */
    private static Optional<LiveChange> change(JsonNode node) {
        try {
            return Optional.of(new LiveChange(
                    LiveChange.Kind.valueOf(node.required("kind")
                            .asText()
                            .toUpperCase(Locale.ROOT)
                            .replace('-', '_')),
                    Instant.parse(node.required("at").asText()),
                    node.required(VERSION).asText(),
                    Optional.ofNullable(node.path(PREVIOUS).textValue()),
                    node.required(SOURCE_VERSION).asText(),
                    node.required(CODE).required(SHA256).asText(),
                    sources(node.required(CODE)),
                    packages(node.path(DEPENDENCIES)),
                    provenance(node.path(PROMOTED_FROM))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Provenance> provenance(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new Provenance(
                node.required(ENVIRONMENT).asText(),
                node.required(FUNCTION_ARN).asText(),
                node.required(VERSION).asText()));
    }

    /** Markers of old do not tell them. */
    private static Optional<StateMarker.Sources> sources(JsonNode code) {
        return Optional.ofNullable(code.path(FINGERPRINT).textValue())
                .map(fingerprint -> new StateMarker.Sources(
                        fingerprint,
                        code.required(BYTES).asLong(),
                        code.required(UNZIPPED_BYTES).asLong()));
    }

    private static Optional<StateMarker.Packages> packages(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new StateMarker.Packages(
                node.required(FINGERPRINT).asText(),
                node.required(SHA256).asText(),
                node.required(BYTES).asLong(),
                node.required(UNZIPPED_BYTES).asLong(),
                Optional.ofNullable(node.required(LAYER).textValue())));
    }
}

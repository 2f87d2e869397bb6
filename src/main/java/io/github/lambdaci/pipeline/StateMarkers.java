package io.github.lambdaci.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.artifact.ArtifactKey;
import java.io.IOException;
import java.util.Optional;

/** Reads and writes state markers as JSON. */
public final class StateMarkers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LAYER = "layerVersionArn";

    private final ArtifactStore store;

    /** Nothing is read yet. */
    public StateMarkers(ArtifactStore store) {
        this.store = store;
    }

    /** The marker, if there is one that can be read: a damaged one is as good as none. */
    public Optional<StateMarker> read(ArtifactKey key) {
        return store.read(key).flatMap(StateMarkers::parse);
    }

    void write(StateMarker marker, ArtifactKey key) {
        try {
            store.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(toJson(marker)), key);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can always be written", e);
        }
    }

    private static ObjectNode toJson(StateMarker marker) {
        ObjectNode root = JSON.createObjectNode();
        root.put("function", marker.function());
        root.put("alias", marker.alias());
        root.put("sourceVersion", marker.sourceVersion());
        root.put("version", marker.version());
        marker.previousVersion().ifPresent(version -> root.put("previousVersion", version));
        root.putObject("code").put("sha256", marker.codeSha256());
        marker.packages()
                .ifPresent(packages -> root.putObject("dependencies")
                        .put("fingerprint", packages.fingerprint())
                        .put("sha256", packages.sha256())
                        .put("bytes", packages.bytes())
                        .put("unzippedBytes", packages.unzippedBytes())
                        .put(LAYER, packages.layerVersionArn().orElse(null)));
        return root;
    }

    private static Optional<StateMarker> parse(byte[] content) {
        try {
            JsonNode root = JSON.readTree(content);
            JsonNode dependencies = root.path("dependencies");
            return Optional.of(new StateMarker(
                    root.required("function").asText(),
                    root.required("alias").asText(),
                    root.required("sourceVersion").asText(),
                    root.required("version").asText(),
                    Optional.ofNullable(root.path("previousVersion").textValue()),
                    root.required("code").required("sha256").asText(),
                    dependencies.isObject() ? Optional.of(packages(dependencies)) : Optional.empty()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static StateMarker.Packages packages(JsonNode node) {
        return new StateMarker.Packages(
                node.required("fingerprint").asText(),
                node.required("sha256").asText(),
                node.required("bytes").asLong(),
                node.required("unzippedBytes").asLong(),
                Optional.ofNullable(node.required(LAYER).textValue()));
    }
}

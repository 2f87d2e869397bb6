package io.github.lambdaci.sandbox.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All versions of one key, the newest first. */
record KeyDocument(String key, List<ObjectVersion> versions) {
    static KeyDocument of(ObjectNode document) {
        List<ObjectVersion> versions = new ArrayList<>();
        for (JsonNode version : document.path("versions")) {
            versions.add(new ObjectVersion((ObjectNode) version));
        }
        return new KeyDocument(document.path("key").asText(), versions);
    }

    ObjectNode toJson() {
        ObjectNode document = Json.object().put("key", key);
        ArrayNode list = document.putArray("versions");
        versions.forEach(version -> list.add(version.document()));
        return document;
    }

    Optional<ObjectVersion> latest() {
        return versions.stream().findFirst();
    }

    /** The version that readers get; none if the newest is a delete marker. */
    Optional<ObjectVersion> current() {
        return latest().filter(version -> !version.isDeleteMarker());
    }

    Optional<ObjectVersion> version(String versionId) {
        return versions.stream()
                .filter(version -> version.versionId().equals(versionId))
                .findFirst();
    }
}

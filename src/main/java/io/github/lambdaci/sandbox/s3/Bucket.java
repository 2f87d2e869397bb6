package io.github.lambdaci.sandbox.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.util.Optional;

/** A bucket: its region, whether it keeps versions, and the settings that callers stored with it. */
record Bucket(ObjectNode document) {
    static Bucket create(String name, String region, String created) {
        ObjectNode document = Json.object()
                .put("name", name)
                .put("region", region)
                .put("created", created)
                .put("versioning", "");
        return new Bucket(document);
    }

    String name() {
        return document.path("name").asText();
    }

    String region() {
        return document.path("region").asText();
    }

    String created() {
        return document.path("created").asText();
    }

    /** {@code Enabled}, {@code Suspended}, or empty if it was never set. */
    String versioning() {
        return document.path("versioning").asText();
    }

    boolean keepsVersions() {
        return versioning().equals("Enabled");
    }

    void versioning(String status) {
        ObjectNode unused = document.put("versioning", status);
    }

    Optional<String> setting(String name) {
        return Json.text(document.path("settings"), name);
    }

    void setting(String name, String content) {
        ObjectNode unused = Json.child(document, "settings").put(name, content);
    }

    void removeSetting(String name) {
        Object unused = Json.child(document, "settings").remove(name);
    }
}

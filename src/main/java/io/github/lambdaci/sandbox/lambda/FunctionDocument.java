package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything about one function in one document, so that a change of several parts is still one step.
 *
 * <p>What AWS does in the background is a time in the document: whoever reads it after that time sees it done.
 */
final class FunctionDocument {
    private final FunctionRef ref;
    private final ObjectNode document;
    private final Instant now;

    private FunctionDocument(FunctionRef ref, ObjectNode document, Instant now) {
        this.ref = ref;
        this.document = document;
        this.now = now;
    }

    /** The document as it is now: an update whose time has come has succeeded or failed. */
    static FunctionDocument at(FunctionRef ref, ObjectNode document, Instant now) {
        FunctionDocument function = new FunctionDocument(ref.unqualified(), document, now);
        function.settle();
        AliasTransition.endAll(function);
        return function;
    }

    private void settle() {
        JsonNode update = document.path("update");
        if (update.isMissingNode()
                || now.toEpochMilli() < update.path("settlesAt").asLong()) {
            return;
        }
        if (update.has("failure") && document.get("previous") instanceof ObjectNode previous) {
            // What failed to arrive was never live: the old code and configuration stay.
            previous.put("LastUpdateStatus", "Failed");
            previous.set("LastUpdateStatusReason", update.path("failure").path("reason"));
            previous.set("LastUpdateStatusReasonCode", update.path("failure").path("reasonCode"));
            document.set("latest", previous);
        }
        latest().config().set("RevisionId", update.path("settledRevision"));
        document.remove(List.of("update", "previous"));
    }

    FunctionRef ref() {
        return ref;
    }

    ObjectNode json() {
        return document;
    }

    FunctionVersion latest() {
        return new FunctionVersion(Json.child(document, "latest"));
    }

    boolean isCreating() {
        return document.path("update").path("kind").asText().equals("create");
    }

    boolean isUpdating() {
        return document.has("update");
    }

    /** Refuses a change while another is under way, or of something else than what the caller has seen. */
    void requireSettled(Optional<String> revisionId) {
        if (isCreating()) {
            throw LambdaErrors.inState("Pending");
        }
        if (isUpdating()) {
            throw LambdaErrors.updateInProgress(ref.unqualifiedArn());
        }
        if (revisionId.isPresent() && !revisionId.get().equals(latest().revisionId())) {
            throw LambdaErrors.staleRevision("GetFunction/GetAlias");
        }
    }

    /** Puts a changed configuration in place; until it has settled, and if it fails, the one before is what runs. */
    void beginUpdate(ObjectNode changed, Instant settlesAt) {
        document.set("previous", latest().config().deepCopy());
        changed.remove(List.of("LastUpdateStatus", "LastUpdateStatusReason", "LastUpdateStatusReasonCode"));
        document.set("latest", changed);
        begin("update", settlesAt);
    }

    void begin(String kind, Instant settlesAt) {
        ObjectNode config = latest().config();
        config.put("RevisionId", newRevision());
        config.put("LastModified", FunctionVersion.time(now));
        ObjectNode update = document.putObject("update")
                .put("kind", kind)
                .put("settlesAt", settlesAt.toEpochMilli())
                .put("settledRevision", newRevision());
        Optional.ofNullable(document.remove("failNextUpdate")).ifPresent(failure -> update.set("failure", failure));
    }

    static String newRevision() {
        return UUID.randomUUID().toString();
    }

    ArrayNode versions() {
        return Json.elements(document, "versions");
    }

    Optional<FunctionVersion> version(String number) {
        for (JsonNode version : versions()) {
            if (version.path("Version").asText().equals(number)) {
                return Optional.of(new FunctionVersion((ObjectNode) version));
            }
        }
        return Optional.empty();
    }

    Optional<FunctionVersion> newestVersion() {
        ArrayNode versions = versions();
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(new FunctionVersion((ObjectNode) versions.get(versions.size() - 1)));
    }

    /** The number of the next version; no number is given twice, whatever is deleted. */
    String nextVersion() {
        int next = document.path("nextVersion").asInt(1);
        document.put("nextVersion", next + 1);
        return Integer.toString(next);
    }

    /** The provisioned concurrency by the version or the alias that it is for. */
    ObjectNode provisioned() {
        return Json.child(document, "provisioned");
    }

    ObjectNode aliases() {
        return Json.child(document, "aliases");
    }

    Optional<ObjectNode> alias(String name) {
        return Optional.ofNullable(aliases().get(name)).map(ObjectNode.class::cast);
    }

    /** The version that a qualifier names, directly or as an alias; without one, the unpublished version. */
    FunctionVersion resolve(Optional<String> qualifier) {
        String wanted = qualifier.orElse(FunctionRef.LATEST);
        if (wanted.equals(FunctionRef.LATEST)) {
            return latest();
        }
        return version(wanted)
                .or(() -> alias(wanted)
                        .flatMap(alias -> version(alias.path("FunctionVersion").asText())))
                .or(() -> alias(wanted).map(alias -> latest()))
                .orElseThrow(() ->
                        LambdaErrors.functionNotFound(ref.qualified(wanted).arn()));
    }

    /** The version whose code runs now: while an update is under way, the one before it. */
    FunctionVersion runnable(String version) {
        if (!version.equals(FunctionRef.LATEST)) {
            return version(version)
                    .orElseThrow(() ->
                            LambdaErrors.functionNotFound(ref.qualified(version).arn()));
        }
        return document.get("previous") instanceof ObjectNode previous && isUpdating()
                ? new FunctionVersion(previous)
                : latest();
    }

    /** The configuration of a version as AWS answers it, with the state that it has now. */
    ObjectNode describe(FunctionVersion version, Optional<String> qualifier) {
        ObjectNode described = version.config().deepCopy();
        described.remove("internal");
        described.put("FunctionName", ref.name());
        described.put(
                "FunctionArn",
                qualifier.map(value -> ref.qualified(value).arn()).orElse(ref.unqualifiedArn()));
        boolean unpublished = version.number().equals(FunctionRef.LATEST);
        if (unpublished && isCreating()) {
            return pending(described);
        }
        if (!unpublished) {
            return version.describeState(described, now);
        }
        described.put("State", "Active");
        if (isUpdating()) {
            return described
                    .put("LastUpdateStatus", "InProgress")
                    .put("LastUpdateStatusReason", "The function is being updated.")
                    .put("LastUpdateStatusReasonCode", "Creating");
        }
        return described.has("LastUpdateStatus") ? described : described.put("LastUpdateStatus", "Successful");
    }

    static ObjectNode pending(ObjectNode described) {
        return described
                .put("State", "Pending")
                .put("StateReason", "The function is being created.")
                .put("StateReasonCode", "Creating");
    }

    Instant now() {
        return now;
    }
}

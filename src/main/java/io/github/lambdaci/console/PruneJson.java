package io.github.lambdaci.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.history.Fate;
import io.github.lambdaci.history.PruneRequest;
import io.github.lambdaci.history.Pruned;
import java.util.Locale;

/** Writes what was removed as a JSON document. */
public final class PruneJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private PruneJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(Pruned pruned) {
        try {
            return JSON.writer(new JsonLayout()).writeValueAsString(document(pruned));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can always be written", e);
        }
    }

    private static ObjectNode document(Pruned pruned) {
        ObjectNode root = JSON.createObjectNode();
        root.put("functionName", pruned.request().function());
        root.put("dryRun", pruned.request().mode() == PruneRequest.Mode.DRY_RUN);
        root.put("keep", pruned.request().keepVersions());
        root.put("keepPackagesSince", pruned.request().keepPackagesSince().toString());
        ArrayNode versions = root.putArray("versions");
        pruned.versions()
                .forEach(item -> fate(
                        versions.addObject()
                                .put("version", item.thing().version().version())
                                .put("sourceVersion", item.thing().description())
                                .put("published", item.thing().modified().toString())
                                .put("bytes", item.thing().codeBytes()),
                        item.fate()));
        ArrayNode layers = root.putArray("layers");
        pruned.layers()
                .forEach(item -> fate(
                        layers.addObject()
                                .put("layerVersionArn", item.thing().arn().toString())
                                .put("published", item.thing().created().toString())
                                .put("bytes", pruned.bytes(item.thing()).orElse(null)),
                        item.fate()));
        ArrayNode objects = root.putArray("objects");
        pruned.objects()
                .forEach(item -> fate(
                        objects.addObject()
                                .put("bucket", item.thing().key().bucket())
                                .put("key", item.thing().key().key())
                                .put("stored", item.thing().modified().toString())
                                .put("bytes", item.thing().bytes()),
                        item.fate()));
        pruned.storage()
                .ifPresentOrElse(
                        storage -> root.set("codeStorage", storage(storage)), () -> root.putNull("codeStorage"));
        return root;
    }

    private static void fate(ObjectNode item, Fate fate) {
        if (fate instanceof Fate.Kept kept) {
            item.put("fate", "kept");
            ArrayNode reasons = item.putArray("reasons");
            kept.reasons()
                    .forEach(reason -> reasons.addObject()
                            .put("kind", reason.kind().name().toLowerCase(Locale.ROOT))
                            .put("name", reason.name().isEmpty() ? null : reason.name()));
        } else if (fate instanceof Fate.Failed failed) {
            item.put("fate", "failed").put("failure", failed.failure().getMessage());
        } else {
            item.put("fate", fate instanceof Fate.Removed ? "deleted" : "doomed");
        }
    }

    private static ObjectNode storage(Pruned.Storage storage) {
        return JSON.createObjectNode()
                .put("beforeBytes", storage.before().usedBytes())
                .put("afterBytes", storage.after().usedBytes())
                .put("limitBytes", storage.after().limitBytes());
    }
}

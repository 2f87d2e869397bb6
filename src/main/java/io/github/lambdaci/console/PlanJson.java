package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.artifact.ZippedFile;
import io.github.lambdaci.packages.InstalledPackage;
import io.github.lambdaci.pipeline.Wanted;
import io.github.lambdaci.plan.AliasMove;
import io.github.lambdaci.plan.CodeChange;
import io.github.lambdaci.plan.DependencyChange;
import io.github.lambdaci.plan.FileChange;
import io.github.lambdaci.plan.LayerChange;
import io.github.lambdaci.plan.PackageChange;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.SizeChange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes a plan as the JSON document that {@code docs/plan.schema.json} describes. */
public final class PlanJson {
    private PlanJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(Plan plan) {
        return JsonLayout.text(document(plan));
    }

    static ObjectNode document(Plan plan) {
        ObjectNode root = JsonLayout.object();
        root.put("functionName", plan.project().target().function());
        root.put("functionArn", plan.live().functionArn());
        root.put("alias", plan.project().target().alias());
        root.put("sourceVersion", plan.project().sourceVersion().value());
        root.put("changes", plan.hasChanges());
        ArrayNode reasons = root.putArray("reasons");
        plan.reasons().forEach(reason -> reasons.add(word(reason)));
        root.put("comparedWith", plan.live().version());
        root.set("aliasChange", alias(plan.move()));
        root.set("code", code(plan.code()));
        plan.dependencies()
                .ifPresentOrElse(
                        change -> root.set("dependencies", dependencies(change)), () -> root.putNull("dependencies"));
        ArrayNode layers = root.putArray("layers");
        plan.layers().forEach(layer -> layers.add(layer(layer)));
        plan.size().ifPresentOrElse(size -> root.set("size", size(size)), () -> root.putNull("size"));
        return root;
    }

    /** As in {@code clear-weights}. */
    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode alias(AliasMove move) {
        ObjectNode alias = JsonLayout.object()
                .put("kind", word(move.kind()))
                .put("before", move.before().orElse(null))
                .put("after", move.after().orElse(null));
        ArrayNode weights = alias.putArray("clearedWeights");
        move.weights().keySet().stream().sorted().forEach(weights::add);
        return alias;
    }

    private static ObjectNode code(CodeChange code) {
        ObjectNode node = JsonLayout.object().put("changed", code.isChanged());
        node.putObject("before")
                .put("sha256", code.before().hex())
                .put("bytes", code.bytesBefore().orElse(null));
        node.putObject("after").put("sha256", code.after().hex()).put("bytes", code.bytesAfter());
        node.put("unreadable", code.files().unreadable().orElse(null));
        ArrayNode files = node.putArray("files");
        code.files().changes().forEach(change -> files.add(file(change)));
        return node;
    }

    private static ObjectNode file(FileChange change) {
        return JsonLayout.object()
                .put("name", change.name())
                .put("change", word(change.change()))
                .put("bytesBefore", change.before().map(ZippedFile::bytes).orElse(null))
                .put("bytesAfter", change.after().map(ZippedFile::bytes).orElse(null));
    }

    private static ObjectNode dependencies(DependencyChange change) {
        ObjectNode node = JsonLayout.object()
                .put("changed", change.isChanged())
                .put(
                        "fingerprint",
                        change.wanted()
                                .map(Wanted::fingerprint)
                                .map(Object::toString)
                                .orElse(null))
                .put("inCode", change.inCode());
        ArrayNode causes = node.putArray("causes");
        change.causes().forEach(cause -> causes.add(word(cause)));
        node.put("unreadable", change.packages().unreadable().orElse(null));
        ArrayNode packages = node.putArray("packages");
        change.packages().changes().forEach(found -> packages.add(installed(found)));
        return node;
    }

    private static ObjectNode installed(PackageChange change) {
        ObjectNode node = JsonLayout.object()
                .put("name", change.name())
                .put("change", change.isRebuilt() ? "rebuilt" : word(change.change()));
        versions(node.putArray("versionsBefore"), change.before());
        versions(node.putArray("versionsAfter"), change.after());
        return node.put(
                        "bytesBefore",
                        change.before().map(InstalledPackage::bytes).orElse(null))
                .put("bytesAfter", change.after().map(InstalledPackage::bytes).orElse(null));
    }

    private static void versions(ArrayNode array, Optional<InstalledPackage> found) {
        found.map(InstalledPackage::versions).orElse(List.of()).forEach(array::add);
    }

    private static ObjectNode layer(LayerChange layer) {
        return JsonLayout.object()
                .put("layerArn", layer.layerArn())
                .put("change", word(layer.kind()))
                .put("versionBefore", layer.before().orElse(null))
                .put("versionAfter", layer.after().orElse(null));
    }

    private static ObjectNode size(SizeChange size) {
        return JsonLayout.object()
                .put("limitBytes", size.after().limitBytes())
                .put("unzippedBytesBefore", size.before().orElse(null))
                .put("unzippedBytes", size.after().unzippedBytes())
                .put("exact", size.after().isExact());
    }
}

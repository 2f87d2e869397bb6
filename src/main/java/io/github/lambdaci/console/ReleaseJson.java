package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.packages.Part;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.SizeReport;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.project.Provenance;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a release as the JSON document that {@code docs/release.schema.json} describes. */
public final class ReleaseJson {
    private ReleaseJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(Release release) {
        return JsonLayout.text(document(release));
    }

    static ObjectNode document(Release release) {
        ObjectNode root = JsonLayout.object();
        root.put("functionName", release.project().target().function());
        root.put("functionArn", release.live().functionArn());
        root.put("alias", release.project().target().alias());
        root.put("sourceVersion", release.project().sourceVersion().value());
        root.set(
                "promotedFrom",
                release.project().provenance().map(ReleaseJson::provenance).orElse(null));
        root.put("status", release.status().name().toLowerCase(Locale.ROOT));
        ObjectNode code = root.putObject("code")
                .put("changed", release.code().changed())
                .put("sha256", release.code().sha256().hex())
                .put("bytes", release.code().bytes());
        putArtifact(code, release.uploaded().code());
        release.dependencies()
                .ifPresentOrElse(
                        found -> putArtifact(
                                root.putObject("dependencies").setAll(dependencies(found)),
                                release.uploaded().packages()),
                        () -> root.putNull("dependencies"));
        release.size().ifPresentOrElse(size -> root.set("size", size(size)), () -> root.putNull("size"));
        root.put("version", release.live().isPublished() ? release.live().version() : null);
        root.put("previousVersion", release.previousVersion().orElse(null));
        ArrayNode artifacts = root.putArray("artifacts");
        release.artifacts().forEach(artifact -> artifacts.add(artifact(artifact)));
        ArrayNode stages = root.putArray("stages");
        inOrder(release.durations())
                .forEach((stage, took) ->
                        stages.addObject().put("name", stage.title()).put("milliseconds", took.toMillis()));
        return root;
    }

    static ObjectNode provenance(Provenance from) {
        return JsonLayout.object()
                .put("environment", from.environment())
                .put("functionArn", from.functionArn())
                .put("version", from.version());
    }

    private static ObjectNode dependencies(Release.Dependencies found) {
        Optional<StateMarker.Packages> packages = found.packages();
        return JsonLayout.object()
                .put("changed", found.changed())
                .put("fingerprint", found.fingerprint().hex())
                .put("sha256", packages.map(StateMarker.Packages::sha256).orElse(null))
                .put("bytes", packages.map(StateMarker.Packages::bytes).orElse(null))
                .put(
                        "layerVersionArn",
                        found.layer().map(LayerVersionArn::toString).orElse(null));
    }

    private static ObjectNode size(SizeReport report) {
        ObjectNode size = JsonLayout.object()
                .put("limitBytes", report.limitBytes())
                .put("unzippedBytes", report.unzippedBytes())
                .put("exact", report.isExact())
                .put("codeBytes", report.codeBytes());
        ArrayNode layers = size.putArray("layers");
        report.layers()
                .forEach(layer -> layers.addObject()
                        .put("layerArn", layer.layerArn())
                        .put("bytes", layer.size().bytes())
                        .put("exact", layer.size().exact()));
        report.packages()
                .ifPresentOrElse(packages -> size.set("packages", parts(packages)), () -> size.putNull("packages"));
        size.set("files", parts(report.files()));
        return size;
    }

    private static ArrayNode parts(List<Part> parts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        parts.stream()
                .limit(SizeReport.SHOWN)
                .forEach(part -> array.addObject().put("name", part.name()).put("bytes", part.bytes()));
        return array;
    }

    private static void putArtifact(ObjectNode node, Optional<StoredArtifact> artifact) {
        artifact.ifPresentOrElse(found -> node.set("artifact", artifact(found)), () -> node.putNull("artifact"));
    }

    private static ObjectNode artifact(StoredArtifact artifact) {
        return JsonLayout.object()
                .put("bucket", artifact.key().bucket())
                .put("key", artifact.key().key())
                .put("versionId", artifact.versionId().orElse(null))
                .put("sha256", artifact.sha256().hex());
    }

    private static Map<Stage, Duration> inOrder(Map<Stage, Duration> durations) {
        return new TreeMap<>(durations);
    }
}

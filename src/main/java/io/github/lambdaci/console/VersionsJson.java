package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.history.ReleasedVersion;
import io.github.lambdaci.history.ReleasedVersion.Note;
import io.github.lambdaci.history.VersionList;

/** Writes the versions of a function as the JSON document that {@code docs/versions.schema.json} describes. */
public final class VersionsJson {
    private VersionsJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(VersionList list) {
        ObjectNode root = JsonLayout.object();
        root.put("functionName", list.target().function());
        root.put("alias", list.target().alias());
        ArrayNode versions = root.putArray("versions");
        list.versions().forEach(version -> versions.add(version(version)));
        root.put("older", list.older());
        return JsonLayout.text(root);
    }

    static ObjectNode version(ReleasedVersion version) {
        ObjectNode node = JsonLayout.object();
        node.put("version", version.number());
        node.put("published", version.published().modified().toString());
        node.put("sourceVersion", version.sourceVersion().isEmpty() ? null : version.sourceVersion());
        node.set(
                "promotedFrom",
                version.provenance().map(ReleaseJson::provenance).orElse(null));
        node.putObject("code")
                .put("sha256", version.published().version().codeSha256().hex())
                .put("bytes", version.published().codeBytes());
        node.put(
                "layerVersionArn",
                version.ownLayer().map(LayerVersionArn::toString).orElse(null));
        ArrayNode aliases = node.putArray("aliases");
        version.traffic()
                .forEach(traffic ->
                        aliases.addObject().put("name", traffic.alias()).put("share", traffic.share()));
        node.put("rolledBack", version.notes().contains(Note.ROLLED_BACK));
        node.put("liveBefore", version.notes().contains(Note.LIVE_BEFORE));
        return node;
    }
}

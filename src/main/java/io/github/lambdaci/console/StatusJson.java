package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.history.FunctionStatus;
import io.github.lambdaci.history.FunctionStatus.Finding;
import io.github.lambdaci.history.FunctionStatus.Live;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.StateMarker;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes what is live of a function as the JSON document that {@code docs/status.schema.json} describes. */
public final class StatusJson {
    private StatusJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(FunctionStatus status) {
        ObjectNode root = JsonLayout.object();
        root.put("functionName", status.target().function());
        root.put("functionArn", status.latest().version().functionArn());
        root.put("runtime", status.latest().version().runtime().name());
        root.put("architecture", status.latest().version().architecture().lambdaName());
        root.put("alias", status.target().alias());
        root.set("live", status.live().map(StatusJson::live).orElse(null));
        root.putObject("latest")
                .put("codeSha256", status.latest().version().codeSha256().hex())
                .put("codeBytes", status.latest().codeBytes())
                .put("modified", status.latest().modified().toString())
                .put("update", word(status.latest().update()));
        ArrayNode aliases = root.putArray("otherAliases");
        status.otherAliases().forEach(alias -> {
            ObjectNode node = aliases.addObject().put("name", alias.name()).put("version", alias.version());
            node.set("weights", weights(alias.weights()));
        });
        ArrayNode findings = root.putArray("findings");
        status.findings()
                .forEach(finding -> findings.addObject()
                        .put("kind", kind(finding))
                        .put("text", FindingWording.of(finding, status.target())));
        root.set("nextRun", status.forecast().map(StatusJson::forecast).orElse(null));
        return JsonLayout.text(root);
    }

    private static ObjectNode live(Live live) {
        ObjectNode node = JsonLayout.object();
        node.put("version", live.alias().target().version());
        node.set("weights", weights(live.alias().weights()));
        Optional<LiveChange> since = live.since();
        node.put("since", since.map(change -> change.at().toString()).orElse(null));
        node.put("by", since.map(change -> change.kind().title()).orElse(null));
        node.put("previousVersion", live.previousVersion().orElse(null));
        node.set("published", live.version().map(VersionsJson::version).orElse(null));
        node.set("dependencies", live.packages().map(StatusJson::dependencies).orElse(null));
        ArrayNode layers = node.putArray("otherLayers");
        live.otherLayers().stream().map(LayerVersionArn::toString).forEach(layers::add);
        return node;
    }

    private static ObjectNode dependencies(StateMarker.Packages packages) {
        return JsonLayout.object()
                .put("fingerprint", packages.fingerprint())
                .put("sha256", packages.sha256())
                .put("bytes", packages.bytes())
                .put("layerVersionArn", packages.layerVersionArn().orElse(null));
    }

    private static ObjectNode weights(Map<String, Double> weights) {
        ObjectNode node = JsonLayout.object();
        weights.forEach(node::put);
        return node;
    }

    private static ObjectNode forecast(Forecast forecast) {
        return JsonLayout.object()
                .put("changes", forecast.changes())
                .put("code", word(forecast.code()))
                .put("dependencies", word(forecast.dependencies()))
                .put("settings", word(forecast.settings()))
                .put("refused", forecast.refused().orElse(null));
    }

    private static String kind(Finding finding) {
        return finding.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

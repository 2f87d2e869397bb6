package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.pipeline.Release;
import java.util.List;
import java.util.Locale;

/** Writes what became of many functions as the JSON document that {@code docs/fleet.schema.json} describes. */
public final class FleetJson {
    private FleetJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(List<Ending<Release>> endings) {
        ObjectNode root = JsonLayout.object();
        ArrayNode functions = root.putArray("functions");
        endings.forEach(ending -> functions.add(function(ending)));
        return JsonLayout.text(root);
    }

    private static ObjectNode function(Ending<Release> ending) {
        ObjectNode node = JsonLayout.object().put("name", ending.name());
        if (ending instanceof Ending.Failed<?> failed) {
            return node.put("status", "failed")
                    .put("milliseconds", failed.took().toMillis())
                    .put("error", FleetWording.reason(failed));
        }
        if (ending instanceof Ending.Skipped<?> skipped) {
            return node.put("status", "skipped").put("because", skipped.because());
        }
        Ending.Done<Release> done = (Ending.Done<Release>) ending;
        return node.put("status", done.result().status().name().toLowerCase(Locale.ROOT))
                .put("milliseconds", done.took().toMillis())
                .set("release", ReleaseJson.document(done.result()));
    }
}

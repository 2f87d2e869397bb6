package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.pipeline.Release;
import java.time.Duration;
import java.util.List;

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
        ObjectNode node = JsonLayout.object()
                .put("name", ending.name())
                .put("status", FleetText.status(ending).replace(' ', '-'))
                .put(
                        "milliseconds",
                        FleetText.took(ending).map(Duration::toMillis).orElse(null))
                .put("error", ending instanceof Ending.Failed<?> failed ? FleetWording.reason(failed) : null)
                .put("because", ending instanceof Ending.Skipped<?> skipped ? skipped.because() : null);
        return node.set("release", ending.value().map(ReleaseJson::document).orElse(null));
    }
}

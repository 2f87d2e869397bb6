package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Writes what became of many functions as the JSON document that {@code docs/fleet.schema.json} describes. */
public final class FleetJson {
    private FleetJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(List<Ending<Release>> endings) {
        return text(
                endings,
                ending -> outcome(ending, FleetText.status(ending))
                        .set(
                                "release",
                                ending.value().map(ReleaseJson::document).orElse(null)));
    }

    /** Plans as the document that {@code docs/fleet-plan.schema.json} describes. */
    public static String plans(List<Ending<Plan>> endings) {
        return text(
                endings,
                ending -> outcome(ending, FleetText.status(ending, plan -> "planned"))
                        .set("plan", ending.value().map(PlanJson::document).orElse(null)));
    }

    private static <T> String text(List<Ending<T>> endings, Function<Ending<T>, ObjectNode> function) {
        ObjectNode root = JsonLayout.object();
        ArrayNode functions = root.putArray("functions");
        endings.forEach(ending -> functions.add(function.apply(ending)));
        return JsonLayout.text(root);
    }

    private static ObjectNode outcome(Ending<?> ending, String status) {
        return JsonLayout.object()
                .put("name", ending.name())
                .put("status", status.replace(' ', '-'))
                .put(
                        "milliseconds",
                        FleetText.took(ending).map(Duration::toMillis).orElse(null))
                .put("error", ending instanceof Ending.Failed<?> failed ? FleetWording.reason(failed) : null)
                .put(
                        "because",
                        ending instanceof Ending.Failed<?>
                                ? null
                                : ending.culprit().orElse(null));
    }
}

package io.github.lambdaci.console;

import io.github.lambdaci.history.Fate;
import io.github.lambdaci.history.PruneRequest;
import io.github.lambdaci.history.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what became of something old, and why. */
final class ReasonWording {
    private static final int MOST_NAMES = 2;

    private final PruneRequest request;

    ReasonWording(PruneRequest request) {
        this.request = request;
    }

    String of(Fate fate) {
        if (fate instanceof Fate.Kept kept) {
            return "kept: " + String.join("; ", reasons(kept));
        }
        if (fate instanceof Fate.Failed failed) {
            return "not deleted: "
                    + String.valueOf(failed.failure().getMessage())
                            .lines()
                            .findFirst()
                            .orElse("");
        }
        return fate instanceof Fate.Removed ? "deleted" : "would be deleted";
    }

    /** Of many of one kind, the first few. */
    private List<String> reasons(Fate.Kept kept) {
        Map<Reason.Kind, List<String>> names = new LinkedHashMap<>();
        kept.reasons()
                .forEach(reason -> names.computeIfAbsent(reason.kind(), kind -> new ArrayList<>())
                        .add(reason.name()));
        List<String> sentences = new ArrayList<>();
        names.forEach((kind, of) -> sentences.add(of(kind, Wording.some(of, MOST_NAMES))));
        return sentences;
    }

    private String of(Reason.Kind kind, String name) {
        return switch (kind) {
            case NEWEST -> "one of the newest " + request.keepVersions();
            case NEWER -> "newer than the oldest of the newest " + request.keepVersions() + " versions";
            case YOUNG -> "stored since " + PruneText.time(request.keepPackagesSince());
            case ALIAS -> "alias " + name;
            case WEIGHT -> "weight of alias " + name;
            case RECORDED_LIVE -> "recorded as live for alias " + name;
            case RECORDED_BEFORE -> "previous version of " + name + ", for a rollback";
            case PROVISIONED_CONCURRENCY -> "provisioned concurrency";
            case EVENT_SOURCE -> "an event source calls it";
            case LAYER_OF -> "layer of " + name;
            case CODE_OF -> "code of " + name;
            case SOURCE_OF -> "made into version " + name;
            case PACKAGES_OF -> "dependencies of " + name;
            case IN_LAYER -> "in layer version " + name;
            case FOREIGN -> "not made by lambda-ci";
            case MEANWHILE -> "taken into use or changed meanwhile";
        };
    }
}

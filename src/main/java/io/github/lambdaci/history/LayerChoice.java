package io.github.lambdaci.history;

import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.UsedVersion;
import io.github.lambdaci.history.Reason.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides which versions of a function's layer nothing needs any more.
 *
 * @param used every version of every function that stays
 * @param cutOff layer versions that were published since then stay; without it, all
 */
record LayerChoice(List<UsedVersion> used, Optional<Instant> cutOff) {
    /** Why a layer version stays; nothing if it need not. */
    List<Reason> reasons(LayerVersion layer) {
        List<Reason> reasons = new ArrayList<>();
        used.stream()
                .filter(version -> version.layers().contains(layer.arn()))
                .map(version -> new Reason(Kind.LAYER_OF, version.function() + ":" + version.version()))
                .forEach(reasons::add);
        if (layer.fingerprint().isEmpty()) {
            reasons.add(Reason.of(Kind.FOREIGN));
        }
        // A run publishes the layer before the version that uses it.
        if (cutOff.isEmpty() || !layer.created().isBefore(cutOff.get())) {
            reasons.add(Reason.of(Kind.NEWER));
        }
        return List.copyOf(reasons);
    }
}

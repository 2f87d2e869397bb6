package io.github.lambdaci;

import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.history.Origin;
import java.util.Optional;

/**
 * The place that something is promoted from, opened for a run.
 *
 * @param origin what is live there
 * @param embedded the sandbox that it is in, if it is in one
 */
record OpenOrigin(Origin origin, Optional<EmbeddedAws> embedded) {
    /** The request, so that the sandbox makes its function like the one that is promoted. */
    ShipRequest completed(ShipRequest request) {
        return embedded.flatMap(aws -> aws.definition(origin.target().function()))
                .map(request::defining)
                .orElse(request);
    }
}

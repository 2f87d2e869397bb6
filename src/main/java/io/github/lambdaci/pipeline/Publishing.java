package io.github.lambdaci.pipeline;

import io.github.lambdaci.traffic.Arrival;
import java.util.Optional;

/**
 * What was published, when an alias points to it.
 *
 * @param arrival of the traffic, if the alias was moved
 */
record Publishing(Published published, Optional<Arrival> arrival) {
    static Publishing of(Published published) {
        return new Publishing(published, Optional.empty());
    }

    /** Whether all traffic goes there by now. */
    boolean hasArrived() {
        return arrival.filter(traffic -> !traffic.isThere()).isEmpty();
    }

    /** What was published, when all traffic goes there. */
    Published done() {
        arrival.ifPresent(Arrival::get);
        return published;
    }
}

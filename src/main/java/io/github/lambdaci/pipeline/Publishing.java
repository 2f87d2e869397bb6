package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.concurrent.Pending;
import java.util.Optional;

/**
 * What was published, when an alias points to it.
 *
 * @param arrival the alias that was moved, when all of its traffic goes there
 */
record Publishing(Published published, Optional<Pending<LiveAlias>> arrival) {
    static Publishing of(Published published) {
        return new Publishing(published, Optional.empty());
    }

    /** What was published, when all traffic goes there. */
    Published done() {
        arrival.ifPresent(Pending::get);
        return published;
    }
}

package io.github.lambdaci.lease;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.lease.LeaseLog.Abandonment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was seen of a lease.
 *
 * @param entry the object, if there is one
 * @param terms what it says, if it is a lease
 * @param now when that was, by the store's clock
 */
record Sighting(Optional<LeaseStore.Entry> entry, Optional<Terms> terms, Instant now) {
    static Sighting of(LeaseStore.Reading reading) {
        return new Sighting(
                reading.entry(), reading.entry().flatMap(entry -> Terms.parse(entry.text())), reading.now());
    }

    Optional<Holder> holder() {
        return terms.map(Terms::holder);
    }

    boolean isHeldBy(String id) {
        return terms.filter(known -> !known.released() && known.holder().id().equals(id))
                .isPresent();
    }

    /** Whoever has it, if it is neither given back nor abandoned. */
    Optional<Holder> binding(RunningProcess here) {
        return terms.filter(known -> !known.released() && abandonment(here).isEmpty())
                .map(Terms::holder);
    }

    /** How it is known that whoever has it will not give it back. */
    Optional<Abandonment> abandonment(RunningProcess here) {
        if (terms.isEmpty() || terms.get().released()) {
            return Optional.empty();
        }
        if (now.isAfter(entry.orElseThrow().modified().plus(terms.get().length()))) {
            return Optional.of(Abandonment.EXPIRED);
        }
        return here.knowsGone(terms.get().holder().process())
                ? Optional.of(Abandonment.PROCESS_GONE)
                : Optional.empty();
    }

    /** Whoever had it, if that was not longer ago than this. */
    Optional<Holder> holderWithin(Duration ago) {
        // The store tells whole seconds.
        Instant from = now.minus(ago).minusSeconds(1);
        return entry.filter(found -> !found.modified().isBefore(from)).flatMap(found -> holder());
    }
}

package io.github.lambdaci.traffic;

import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.concurrent.Pending;
import java.util.Optional;
import java.util.function.Supplier;

/** An alias that points to a version, and whose traffic is on its way there. */
public final class Arrival {
    private final Pending<Optional<LiveAlias>> first;
    private final Supplier<LiveAlias> settling;

    /**
     * Looked for already.
     *
     * @param first what a first look comes to: the alias, if its traffic has arrived
     * @param settling waits for that
     */
    Arrival(Pending<Optional<LiveAlias>> first, Supplier<LiveAlias> settling) {
        this.first = first;
        this.settling = settling;
    }

    /** Of traffic that has arrived. */
    static Arrival of(LiveAlias alias) {
        return new Arrival(Pending.of(Optional.of(alias)), () -> alias);
    }

    /** Whether the first look says so. */
    public boolean isThere() {
        return first.get().isPresent();
    }

    /** The alias, when its traffic has arrived. */
    public LiveAlias get() {
        return first.get().orElseGet(settling);
    }
}

package io.github.lambdaci.lease;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.OvertakenException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets runs that change one function take turns: whoever has the function's lease in S3 changes it, and everybody else
 * waits.
 *
 * <p>A lease lasts a minute and is renewed while it is held, so that one whose run was killed ends by itself. Only the
 * store's clock counts, so that those of the machines do not matter. What keeps a run that lost its lease from doing harm
 * are the revisions that each change of a function names.
 */
public final class Leases {
    /** How long a lease lasts from its last renewal. */
    static final Duration LENGTH = Duration.ofSeconds(60);
    /** Often enough that two renewals may fail. */
    static final Duration RENEWAL = Duration.ofSeconds(18);

    private final LeaseStore store;
    private final LeaseLog log;
    private final Supplier<Owner> owner;
    private final Duration patience;
    private final LeaseTimer timer;
    private final long made;

    /**
     * Waits for others.
     *
     * @param owner tells who takes them; asked only when one is taken
     * @param patience how long to wait for a lease that somebody else has; nothing means not to wait
     */
    public Leases(LeaseStore store, LeaseLog log, Supplier<Owner> owner, Duration patience) {
        this(store, log, owner, patience, new SystemTimer());
    }

    /** The same with another time. */
    public Leases(LeaseStore store, LeaseLog log, Owner owner, Duration patience, LeaseTimer timer) {
        this(store, log, () -> owner, patience, timer);
    }

    private Leases(LeaseStore store, LeaseLog log, Supplier<Owner> owner, Duration patience, LeaseTimer timer) {
        this.store = store;
        this.log = log;
        this.owner = owner;
        this.patience = patience;
        this.timer = timer;
        this.made = timer.millis();
    }

    /**
     * Does something while nobody else changes the function, and gives the lease back however that ends.
     *
     * @param work what to do: it is given whoever else had the lease since these leases were made, and must look again at
     *     what it knows from before
     * @throws AwsException if somebody else has the lease for too long
     * @throws OvertakenException if the work does, with who it was added to what it says
     */
    public <T> T hold(LeaseRequest request, Function<Optional<Holder>, T> work) {
        return hold(turn(request), () -> look(request.keys()), work);
    }

    /** Looks at a function's lease, for a run that may come to need it. */
    public LeaseStore.Reading look(ArtifactKeys keys) {
        return store.read(keys.lease());
    }

    /** The mark by which a lease that nobody has can be taken later without another look, if nobody has had it until then. */
    public Optional<String> left(LeaseStore.Reading look) {
        Sighting sighting = Sighting.of(look);
        return sighting.entry()
                .filter(entry -> sighting.terms().filter(Terms::released).isPresent())
                .map(LeaseStore.Entry::etag);
    }

    /**
     * Whoever gave a lease back so shortly before it was looked at that what was read of the function at that time may be from
     * before.
     */
    public Optional<Holder> justLeft(LeaseStore.Reading look) {
        Sighting sighting = Sighting.of(look);
        return sighting.binding(owner().process()).isPresent() ? Optional.empty() : sighting.holderWithin(age());
    }

    /** A run's turn to change a function, which has yet to come. */
    public Turn turn(LeaseRequest request) {
        return new Turn(this, request);
    }

    /**
     * The same for a run that has looked at the lease before.
     *
     * @param turn what may have come already
     * @param look what it saw, asked only if the turn has not come: whoever changed the lease since is found out when it is taken
     */
    public <T> T hold(Turn turn, Supplier<LeaseStore.Reading> look, Function<Optional<Holder>, T> work) {
        try {
            return work.apply(turn.await(look));
        } catch (OvertakenException e) {
            throw turn.rival().map(e::by).orElse(e);
        } finally {
            turn.close();
        }
    }

    /** Whoever is changing a function now, if anybody is; takes nothing and waits for nobody. */
    public static Optional<Holder> holder(LeaseStore store, ArtifactKeys keys) {
        return Sighting.of(store.read(keys.lease())).binding(RunningProcess.current());
    }

    LeaseStore store() {
        return store;
    }

    LeaseLog log() {
        return log;
    }

    /** Who takes leases, which is asked only when one is taken. */
    Owner owner() {
        return owner.get();
    }

    Duration patience() {
        return patience;
    }

    LeaseTimer timer() {
        return timer;
    }

    /** How long there have been these leases: about since the run began. */
    Duration age() {
        return Duration.ofMillis(timer.millis() - made);
    }
}

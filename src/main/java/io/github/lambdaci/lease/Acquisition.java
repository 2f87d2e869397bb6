package io.github.lambdaci.lease;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.concurrent.Once;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Gets a lease, after whoever has it. */
final class Acquisition {
    private static final Duration FIRST_STEP = Duration.ofMillis(500);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(5);

    private final Leases leases;
    private final LeaseRequest request;
    /** Most runs take no lease, and what makes secret numbers takes long to begin. */
    private final Once<String> id = new Once<>(() -> UUID.randomUUID().toString());

    private long begun;
    private Duration step = FIRST_STEP;
    private boolean waiting;

    Acquisition(Leases leases, LeaseRequest request) {
        this.leases = leases;
        this.request = request;
    }

    /**
     * The lease, if it is still as this machine's last run gave it back: then nobody has to be waited for, and it need not be
     * looked at.
     *
     * @param left the mark of what was written then
     * @param now by this machine's clock, since the store's is not known
     */
    Optional<Lease> tryAtOnce(String left, Instant now) {
        Terms terms = new Terms(holder(now), Leases.LENGTH, 0, false);
        LeaseStore.Written written = leases.store().replace(request.keys().lease(), terms.text(), left);
        return written.outcome() == LeaseStore.Outcome.DONE
                ? Optional.of(lease(terms, written.etag(), Optional.empty()))
                : Optional.empty();
    }

    /** The lease, if this has written it without knowing so: an answer was lost. */
    Optional<Lease> find() {
        Sighting sighting = Sighting.of(leases.store().read(request.keys().lease()));
        return sighting.isHeldBy(id.get())
                ? Optional.of(lease(
                        sighting.terms().orElseThrow(),
                        sighting.entry().orElseThrow().etag(),
                        Optional.empty()))
                : Optional.empty();
    }

    /** Whether it is this that has or had the lease. */
    boolean isOf(Holder holder) {
        return id.isMade() && holder.id().equals(id.get());
    }

    /**
     * The lease; nothing if the store cannot keep any.
     *
     * @param look gives what was seen of it first
     */
    Optional<Lease> run(Supplier<LeaseStore.Reading> look) {
        begun = leases.timer().millis();
        step = FIRST_STEP;
        waiting = false;
        ArtifactKey key = request.keys().lease();
        Optional<Sighting> before = Optional.empty();
        for (boolean first = true; ; first = false) {
            Sighting sighting = Sighting.of(first ? look.get() : leases.store().read(key));
            Optional<Holder> other = sighting.binding(leases.owner().process());
            if (sighting.isHeldBy(id.get())) {
                // The answer to the write that made it so was lost.
                return Optional.of(lease(
                        sighting.terms().orElseThrow(),
                        sighting.entry().orElseThrow().etag(),
                        before));
            }
            if (other.isPresent()) {
                pause(other.get());
                continue;
            }
            before = Optional.of(sighting);
            Terms terms = new Terms(holder(sighting.now()), Leases.LENGTH, 0, false);
            LeaseStore.Written written = write(key, terms, sighting);
            switch (written.outcome()) {
                case DONE -> {
                    return Optional.of(lease(terms, written.etag(), before));
                }
                case UNSUPPORTED -> {
                    return Optional.empty();
                }
                case REFUSED -> {
                    // Somebody else was faster, or it was this very write whose first answer was lost.
                }
            }
        }
    }

    private LeaseStore.Written write(ArtifactKey key, Terms terms, Sighting sighting) {
        return sighting.entry().isEmpty()
                ? leases.store().create(key, terms.text())
                : leases.store()
                        .replace(key, terms.text(), sighting.entry().get().etag());
    }

    private Holder holder(Instant now) {
        return new Holder(
                id.get(),
                leases.owner().name(),
                leases.owner().process().mark(),
                request.command(),
                request.sourceVersion(),
                now);
    }

    private Lease lease(Terms terms, String etag, Optional<Sighting> before) {
        String function = request.keys().function();
        before.ifPresent(seen -> seen.abandonment(leases.owner().process())
                .ifPresent(sign ->
                        leases.log().leaseTakenOver(function, seen.holder().orElseThrow(), sign)));
        if (waiting) {
            leases.log().leaseArrived(function, Duration.ofMillis(leases.timer().millis() - begun));
        }
        Optional<Holder> meanwhile =
                before.flatMap(seen -> seen.holderWithin(leases.age())).filter(other -> !isOf(other));
        return new Lease(leases, request, new Lease.Acquired(terms, etag, meanwhile));
    }

    private void pause(Holder other) {
        long waited = leases.timer().millis() - begun;
        long left = leases.patience().toMillis() - waited;
        if (left <= 0) {
            throw tooLong(other);
        }
        if (!waiting) {
            waiting = true;
            leases.log().leaseAwaited(request.keys().function(), other, leases.patience());
        }
        long varied = Math.round(step.toMillis() * (0.75 + 0.5 * leases.timer().random()));
        try {
            leases.timer().sleep(Duration.ofMillis(Math.min(left, varied)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException("waiting for " + other.description());
        }
        Duration next = step.multipliedBy(3).dividedBy(2);
        step = next.compareTo(LONGEST_STEP) < 0 ? next : LONGEST_STEP;
    }

    private AwsException tooLong(Holder other) {
        String function = request.keys().function();
        long seconds = leases.patience().toSeconds();
        return new AwsException(
                "another run is changing '" + function + "': " + other.description() + ", since " + other.sinceText()
                        + (seconds == 0 ? "" : "; waited " + seconds + " s for it"),
                "run again when it has ended, or wait longer: --lock-timeout 30m\na run that was killed keeps its"
                        + " lease for " + Leases.LENGTH.toSeconds() + " s; it is in "
                        + request.keys().lease());
    }
}

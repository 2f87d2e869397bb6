package io.github.lambdaci.lease;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.failure.LambdaCiException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's turn to change a function: it has the function's lease, or has yet to get it, or has given it back. */
public final class Turn implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private final Leases leases;
    private final LeaseRequest request;
    private final Acquisition acquisition;
    private @Nullable Held held;
    private boolean over;
    /** Whether the lease may have been written without an answer. */
    private boolean uncertain;

    private Optional<String> left = Optional.empty();

    Turn(Leases leases, LeaseRequest request) {
        this.leases = leases;
        this.request = request;
        this.acquisition = new Acquisition(leases, request);
    }

    /** A lease, and what renews it. */
    private record Held(Lease lease, LeaseTimer.Repetition renewal) {}

    /**
     * Takes the lease if it is as it was left; waits for nobody. What goes wrong is no matter: it is taken when it is needed.
     *
     * @param mark of how it was left, by a run that gave it back
     * @param now by this machine's clock
     */
    public void tryAtOnce(String mark, Instant now) {
        if (!begins()) {
            return;
        }
        try {
            acquisition.tryAtOnce(mark, now).ifPresent(this::holdUnlessOver);
        } catch (LambdaCiException e) {
            LOG.debug("the lease of {} was not taken early: {}", request.keys().function(), e.getMessage());
        }
    }

    private synchronized boolean begins() {
        uncertain = !over;
        return !over;
    }

    /** Takes the lease again that it has given back, if nobody has had it since. */
    public void resume(Instant now) {
        synchronized (this) {
            over = false;
        }
        left().ifPresent(mark -> tryAtOnce(mark, now));
    }

    /** The answer may come when nobody waits for it any more. */
    private synchronized void holdUnlessOver(Lease lease) {
        if (over) {
            lease.release();
        } else {
            hold(lease);
        }
    }

    /** Whether it has come. */
    public synchronized boolean isHeld() {
        return held != null;
    }

    /**
     * Waits until it has come, unless the store keeps no leases; returns whoever else had the lease since the run began.
     *
     * @param look what was seen of the lease, asked only if it has not come
     */
    synchronized Optional<Holder> await(Supplier<LeaseStore.Reading> look) {
        over = false;
        if (held == null) {
            uncertain = false;
            acquisition
                    .run(look)
                    .ifPresentOrElse(
                            this::hold,
                            () -> leases.log().leasesUnsupported(request.keys().function()));
        }
        return held == null ? Optional.empty() : held.lease().meanwhile();
    }

    private void hold(Lease lease) {
        left = Optional.empty();
        uncertain = false;
        held = new Held(lease, leases.timer().every(Leases.RENEWAL, lease::renew));
    }

    /** Also where the run was told to stop: the SDK sends nothing from a thread that is marked as interrupted. */
    private void find() {
        uncertain = false;
        boolean interrupted = Thread.interrupted();
        try {
            acquisition.find().ifPresent(this::hold);
        } catch (LambdaCiException e) {
            LOG.debug(
                    "whether the lease of {} was taken cannot be read: {}",
                    request.keys().function(),
                    e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whoever gave the lease back so shortly before it was looked at that what was read at that time may be from before. */
    public Optional<Holder> justLeft(LeaseStore.Reading look) {
        return leases.justLeft(look).filter(holder -> !acquisition.isOf(holder));
    }

    /** Who changed the function although this run has, or had, the lease; nothing if that cannot be found out. */
    synchronized Optional<String> rival() {
        return held == null ? Optional.empty() : held.lease().rival();
    }

    /** The mark of the lease as it was left, if it was held and given back: by it, it can be taken without a look. */
    public synchronized Optional<String> left() {
        return left;
    }

    /** Gives the lease back, if this run has it. */
    @Override
    public synchronized void close() {
        over = true;
        if (held == null && uncertain) {
            find();
        }
        if (held == null) {
            return;
        }
        held.renewal().close();
        held.lease().release();
        left = held.lease().left();
        held = null;
    }
}

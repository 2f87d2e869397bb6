package io.github.lambdaci.lease;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.LambdaCiException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease that this run has, or had until somebody else took it. */
final class Lease {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final long PATIENCE_SECONDS = 5;

    private final LeaseStore store;
    private final LeaseLog log;
    private final LeaseRequest request;
    private final Optional<Holder> meanwhile;
    private final ReentrantLock lock = new ReentrantLock();
    private Terms terms;
    private String etag;
    private boolean ours = true;
    private boolean givenBack;

    Lease(Leases leases, LeaseRequest request, Acquired acquired) {
        this.store = leases.store();
        this.log = leases.log();
        this.request = request;
        this.meanwhile = acquired.meanwhile();
        this.terms = acquired.terms();
        this.etag = acquired.etag();
    }

    /**
     * What acquiring came to.
     *
     * @param terms what was written
     * @param etag the mark of what was written
     * @param meanwhile whoever else had the lease since the run began
     */
    record Acquired(Terms terms, String etag, Optional<Holder> meanwhile) {}

    /** Whoever else had the lease since the run began, and may have changed what the run has looked at. */
    Optional<Holder> meanwhile() {
        return meanwhile;
    }

    /** Makes it last again from now on; a failure is left to the next time. */
    void renew() {
        lock.lock();
        try {
            if (ours) {
                rewrite(terms.renewed());
            }
        } catch (LambdaCiException e) {
            LOG.debug("the lease of {} could not be renewed: {}", request.keys().function(), e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void rewrite(Terms next) {
        LeaseStore.Written written = store.replace(key(), next.text(), etag);
        if (written.outcome() == LeaseStore.Outcome.DONE) {
            terms = next;
            etag = written.etag();
            return;
        }
        Optional<LeaseStore.Entry> entry = store.read(key()).entry();
        Optional<Holder> holder =
                entry.flatMap(found -> Terms.parse(found.text())).map(Terms::holder);
        if (holder.filter(this::isOurs).isPresent()) {
            // The answer to an earlier write was lost.
            etag = entry.orElseThrow().etag();
            return;
        }
        ours = false;
        holder.ifPresent(other -> log.leaseLost(request.keys().function(), other));
    }

    /** Gives it back, also where the run was told to stop. */
    void release() {
        // The SDK sends nothing from a thread that is marked as interrupted.
        boolean interrupted = Thread.interrupted();
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kept("a renewal does not end");
                return;
            }
            try {
                giveBack();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            kept("interrupted");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void giveBack() {
        if (!ours) {
            return;
        }
        try {
            // Not deleted: so the last holder stays known, and nobody needs the right to delete.
            rewrite(terms.givenBack());
            givenBack = terms.released();
        } catch (LambdaCiException e) {
            kept(e.getMessage());
        }
        ours = false;
    }

    /** The mark of what it left, if it was given back. */
    Optional<String> left() {
        return Optional.of(etag).filter(mark -> givenBack);
    }

    private void kept(@Nullable String reason) {
        LOG.debug("the lease of {} was not given back: {}", request.keys().function(), reason);
        log.leaseKept(request.keys().function(), terms.length());
    }

    private boolean isOurs(Holder holder) {
        return holder.id().equals(terms.holder().id());
    }

    private ArtifactKey key() {
        return request.keys().lease();
    }

    /** Who changed the function although this run has, or had, the lease; nothing if that cannot be found out. */
    Optional<String> rival() {
        try {
            return store.read(key())
                    .entry()
                    .flatMap(entry -> Terms.parse(entry.text()))
                    .map(found -> isOurs(found.holder())
                            ? "it was no run of lambda-ci, since this one has the lease: it was Terraform, the console or"
                                    + " another tool"
                            : "it was " + found.holder().description() + ", which has had the lease since "
                                    + found.holder().sinceText());
        } catch (LambdaCiException e) {
            LOG.debug("who has the lease cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }
}

package io.github.lambdaci.lease;

import java.time.Duration;
import java.util.Optional;

/** What is worth telling the user about leases: one method for each thing, and no wording. */
public interface LeaseLog {
    /** Somebody else has the lease, and is waited for. */
    void leaseAwaited(String function, Holder holder, Duration atMost);

    /** The lease that was waited for is there. */
    void leaseArrived(String function, Duration waited);

    /** The lease of a run that ended without giving it back was taken over. */
    void leaseTakenOver(String function, Holder before, Abandonment sign);

    /** How a lease is known to be abandoned. */
    enum Abandonment {
        /** It was not renewed in time. */
        EXPIRED,
        /** The process that had it is not there any more. */
        PROCESS_GONE
    }

    /**
     * Something has changed the function since this run looked at it, so that it looks again.
     *
     * @param meanwhile whoever else had the lease since this run began
     */
    void lookingAgain(String function, Optional<Holder> meanwhile);

    /** The lease is somebody else's now, and the run goes on. */
    void leaseLost(String function, Holder to);

    /** The store has no conditional writes, so that there is no lease. */
    void leasesUnsupported(String function);

    /** The lease could not be given back, and ends by itself after this time. */
    void leaseKept(String function, Duration length);
}

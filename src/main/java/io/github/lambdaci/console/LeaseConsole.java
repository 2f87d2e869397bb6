package io.github.lambdaci.console;

import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.lease.LeaseLog;
import java.time.Duration;
import java.util.Optional;

/** Tells people how runs take turns; a run that meets no other has nothing to tell. */
final class LeaseConsole implements LeaseLog {
    private static final String SUBJECT = "lease";

    private final StageLines lines;

    LeaseConsole(StageLines lines) {
        this.lines = lines;
    }

    @Override
    public void leaseAwaited(String function, Holder holder, Duration atMost) {
        lines.say(
                SUBJECT,
                function + " is being changed by " + holder.description() + " since " + holder.sinceText()
                        + "; waiting for it, " + Wording.duration(atMost) + " at most");
    }

    @Override
    public void leaseArrived(String function, Duration waited) {
        lines.say(SUBJECT, "it is this run's turn after " + Wording.duration(waited));
    }

    @Override
    public void leaseTakenOver(String function, Holder before, Abandonment sign) {
        lines.say(
                SUBJECT,
                before.description() + " did not give " + function + " back and "
                        + switch (sign) {
                            case EXPIRED -> "has shown no sign of life for a minute";
                            case PROCESS_GONE -> "is not running any more";
                        }
                        + ": taking it over");
    }

    @Override
    public void lookingAgain(String function, Optional<Holder> meanwhile) {
        lines.say(
                SUBJECT,
                function + " was changed meanwhile"
                        + meanwhile.map(holder -> " by " + holder.description()).orElse("") + ": looking again");
    }

    @Override
    public void leaseLost(String function, Holder to) {
        lines.warn(to.description() + " has taken over the lease of " + function
                + ", because this run could not renew it in time; nothing that it changes will be overwritten");
    }

    @Override
    public void leasesUnsupported(String function) {
        lines.warn(
                "the store of the artifacts has no conditional writes, so that nothing keeps another run from changing "
                        + function + " at the same time; whoever comes second will fail");
    }

    @Override
    public void leaseKept(String function, Duration length) {
        lines.warn("the lease of " + function + " could not be given back: it ends by itself in "
                + Wording.duration(length));
    }
}

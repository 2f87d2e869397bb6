package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.project.LambdaProject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a function is still as a run found it, which is asked while its lease is being taken: if nobody had the lease since it
 * was looked at, no run can have changed the function since.
 *
 * <p>Not asked right after the first look if no other run had the lease just before it: whatever else changes a function is
 * refused by the revisions.
 */
final class SecondLook {
    /** How long what was found is taken to hold, unless another run says otherwise. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Ports ports;
    private final LambdaProject project;
    private final Checked found;
    private final Optional<Holder> before;
    private final Instant since;
    private final Optional<Pending<Boolean>> asItWas;

    private SecondLook(Ports ports, LambdaProject project, FirstLook first, Together together) {
        this.ports = ports;
        this.project = project;
        this.found = first.found();
        this.before = first.before();
        boolean sure = before.isEmpty() && isFresh(first.begun());
        this.since = sure ? first.begun() : ports.clock().instant();
        this.asItWas = sure ? Optional.empty() : Optional.of(together.start("looking again", this::look));
    }

    /**
     * What a run found first.
     *
     * @param begun when it began to look
     * @param before whoever had the lease so shortly before that what was read may be from before
     * @param found what it saw of the function
     */
    record FirstLook(Instant begun, Optional<Holder> before, Checked found) {}

    /** Begins to look, if there is a doubt. */
    static SecondLook begin(Ports ports, LambdaProject project, FirstLook first, Together together) {
        return new SecondLook(ports, project, first, together);
    }

    /**
     * The answer, for a run that has the lease now.
     *
     * @param meanwhile who else had it since the run began
     */
    boolean isAsItWas(Optional<Holder> meanwhile) {
        // By their ids, which differ: Java's own comparison of records takes 10 milliseconds when it is first used.
        boolean nobodyElse = meanwhile.map(Holder::id).equals(before.map(Holder::id));
        if (!nobodyElse || !isFresh(since)) {
            return look();
        }
        return asItWas.map(Pending::get).orElse(true);
    }

    private boolean isFresh(Instant looked) {
        return ports.clock().instant().isBefore(looked.plus(FRESH));
    }

    private boolean look() {
        LambdaProject.Target target = project.target();
        LambdaAliases aliases = ports.account().aliases();
        try (Together together = Together.reading()) {
            Pending<Optional<LiveAlias>> alias = together.start(
                    "reading alias '" + target.alias() + "'", () -> aliases.alias(target.function(), target.alias()));
            FunctionVersion latest = ports.account().functions().latest(target.function());
            return latest.equals(found.latest()) && alias.get().equals(found.alias());
        }
    }
}

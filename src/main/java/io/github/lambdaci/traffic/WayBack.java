package io.github.lambdaci.traffic;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.LambdaCiException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Brings an alias's traffic back to the version that had it. */
final class WayBack {
    /** Whoever asked the run to stop waits ten seconds, and then ends it. */
    private static final Duration WHEN_STOPPED = Duration.ofSeconds(8);

    private static final Duration PAUSE = Duration.ofMillis(400);

    private final LambdaAliases aliases;
    private final TrafficLog log;
    private final PassingTime time;

    WayBack(LambdaAliases aliases, TrafficLog log, PassingTime time) {
        this.aliases = aliases;
        this.log = log;
        this.time = time;
    }

    /** What became of the way back. */
    sealed interface End {
        /** Whether the run was told to stop before or meanwhile. */
        boolean stopped();
    }

    /** All traffic is where it was. */
    record There(boolean stopped) implements End {}

    /** Somebody else changed the alias, which is theirs now. */
    record Theirs(boolean stopped, LiveAlias found) implements End {}

    /** It could not be brought back. */
    record Failed(boolean stopped, LambdaCiException cause) implements End {}

    /** One try to bring the traffic back. */
    interface Attempt {
        /**
         * Brings it back.
         *
         * @return the alias, if it is somebody else's now
         * @throws AwsException if that is to be tried again
         */
        Optional<LiveAlias> back();
    }

    /** Brings the traffic back by routing the alias, also on a thread that is interrupted. */
    End go(Move move, LiveAlias from, RuntimeException failure) {
        return go(move, from, failure, () -> routed(move, from));
    }

    /** Brings the traffic back in another way, also on a thread that is interrupted. */
    End go(Move move, LiveAlias from, RuntimeException failure, Attempt attempt) {
        log.goingBack(move.alias(), from.target(), Undone.reason(failure));
        // As long as it is set, every request to AWS would be refused here.
        boolean stopped = Thread.interrupted() || failure instanceof InterruptedRunException;
        try {
            End end = tried(attempt, stopped, move.policy().patience());
            stopped = end.stopped();
            if (end instanceof There) {
                log.wentBack(move.alias(), from.target());
            }
            return end;
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private End tried(Attempt attempt, boolean stoppedBefore, Duration patience) {
        boolean stopped = stoppedBefore;
        Instant end = time.now().plus(stopped ? WHEN_STOPPED : patience);
        while (true) {
            LambdaCiException cause;
            try {
                Optional<LiveAlias> theirs = attempt.back();
                return theirs.isPresent() ? new Theirs(stopped, theirs.get()) : new There(stopped);
            } catch (InterruptedRunException | AwsException e) {
                cause = e;
            }
            // A signal that comes now shortens the wait, and is passed on when the traffic is back.
            boolean stoppedNow = Thread.interrupted() || cause instanceof InterruptedRunException;
            if (!time.now().isBefore(end)) {
                return new Failed(stopped || stoppedNow, cause);
            }
            stoppedNow |= pause();
            if (stoppedNow && !stopped) {
                stopped = true;
                end = time.now().plus(WHEN_STOPPED);
            }
        }
    }

    /** By what the alias is now, whatever became of the change before. */
    Optional<LiveAlias> routed(Move move, LiveAlias from) {
        LiveAlias now = aliases.alias(from.target().functionName(), move.alias())
                .orElseThrow(() -> new AwsException("alias '" + move.alias() + "' was deleted", "create it again"));
        AliasRoute route = AliasRoute.backTo(move.alias(), from);
        if (route.leadsTo(now)) {
            return Optional.empty();
        }
        if (!isOurs(move, from, now)) {
            return Optional.of(now);
        }
        aliases.point(route, Optional.of(now));
        return Optional.empty();
    }

    /** Whether only the move's two versions have traffic: by its steps, or while provisioned concurrency moves. */
    private static boolean isOurs(Move move, LiveAlias from, LiveAlias now) {
        Set<String> both = Set.of(from.target().version(), move.version().version());
        return both.contains(now.target().version())
                && both.containsAll(now.weights().keySet());
    }

    /** Whether the run was told to stop meanwhile. */
    private boolean pause() {
        try {
            time.pass(Duration.ofMillis(Math.round(
                    PAUSE.toMillis() * (0.5 + ThreadLocalRandom.current().nextDouble()))));
            return false;
        } catch (InterruptedException e) {
            // Set again when the traffic is back.
            return true;
        }
    }
}

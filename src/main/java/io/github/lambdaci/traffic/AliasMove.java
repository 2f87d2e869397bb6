package io.github.lambdaci.traffic;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.HeldBackException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.traffic.TrafficLog.Reason;
import java.util.Optional;

/** Lets a version become live: checks it, moves the alias's traffic to it, and brings it back if it fails. */
public final class AliasMove {
    private final VersionCheck check;
    private final AliasChange change;
    private final GradualShift gradual;
    private final DeploymentShift deployment;
    private final WayBack wayBack;
    private final TrafficLog log;

    /** Takes the time that it takes. */
    public AliasMove(Account account, TrafficLog log) {
        this(account, log, PassingTime.REAL);
    }

    /** Lets another time pass. */
    public AliasMove(Account account, TrafficLog log, PassingTime time) {
        this.check = new VersionCheck(account.invocations(), log);
        this.change = new AliasChange(account.aliases());
        this.wayBack = new WayBack(account.aliases(), log, time);
        this.gradual = new GradualShift(account, change, wayBack, log, time);
        this.deployment = new DeploymentShift(account, wayBack, log, time);
        this.log = log;
    }

    /**
     * Lets a version become live.
     *
     * @return the alias as it is then
     * @throws VersionCheckException if the version fails; the alias sends all traffic where it did before
     * @throws HeldBackException if it is not to become live without another one; the same holds, but that an alias stays
     *     that this made
     * @throws InterruptedRunException if the thread is interrupted; the same holds
     * @throws AwsException if AWS fails, also in bringing the traffic back, which the message says
     */
    public LiveAlias run(Move move) {
        try (Together together = Together.reading()) {
            return begin(move, together).get();
        }
    }

    /**
     * The same, but where all traffic goes to the version at once, the alias points to it when this returns, and whether the traffic
     * goes there is looked at beside what the caller does next.
     */
    public Arrival begin(Move move, Together together) {
        if (move.current().filter(live -> isTarget(live, move.version())).isPresent()) {
            return atOnce(move, together);
        }
        Move mended = mended(move);
        check(mended);
        Gate gate = move.policy().gate();
        if (gate != Gate.OPEN) {
            log.awaitingOthers(move.alias(), move.version());
        }
        gate.awaitMove().ifPresent(because -> {
            throw new HeldBackException(Undone.asBefore(mended), because);
        });
        Arrival live = shifted(mended, together);
        stay(mended);
        return live;
    }

    /** Waits until it is certain that the traffic stays where it is now, and brings it back if it does not. */
    private void stay(Move move) {
        try {
            move.policy().gate().awaitStay().ifPresent(because -> {
                throw new HeldBackException(Undone.wentBack(move), because);
            });
        } catch (HeldBackException | InterruptedRunException e) {
            throw undone(move, e);
        }
    }

    private RuntimeException undone(Move move, RuntimeException failure) {
        return move.current()
                .map(from -> Undone.failure(move, from, failure, wayBack.go(move, from, failure)))
                .orElse(failure);
    }

    /**
     * Only checks the version, if the policy says so.
     *
     * @throws VersionCheckException if the version fails
     */
    public void check(Move move) {
        move.policy().smoke().ifPresent(smoke -> check.run(move.version(), smoke));
    }

    private Arrival shifted(Move move, Together together) {
        Shift shift = move.policy().shift();
        Optional<LiveAlias> from = move.current().filter(live -> live.target().isPublished());
        if (from.isPresent() && shift instanceof Shift.Gradual wanted) {
            return Arrival.of(gradual.run(move, from.get(), wanted));
        }
        if (from.isPresent() && shift instanceof Shift.CodeDeploy wanted) {
            return Arrival.of(deployment.run(move, from.get(), wanted));
        }
        if (!(shift instanceof Shift.AllAtOnce)) {
            log.movesAtOnce(move.alias(), move.current().isPresent() ? Reason.FROM_LATEST : Reason.NO_ALIAS);
        }
        return move.policy().gate() == Gate.OPEN ? atOnce(move, together) : atOnceOrBack(move, together);
    }

    /** Others go back if this fails, so that it does, too, whatever became of the change. */
    private Arrival atOnceOrBack(Move move, Together together) {
        try {
            return Arrival.of(atOnce(move, together).get());
        } catch (LambdaCiException e) {
            throw undone(move, e);
        }
    }

    /**
     * The same with an alias that sends all traffic to its version: weights, by which a run that did not end still
     * sends some elsewhere, are cleared before anything that takes long. A change at once clears them itself.
     */
    private Move mended(Move move) {
        boolean takesLong = move.policy().smoke().isPresent()
                || !(move.policy().shift() instanceof Shift.AllAtOnce)
                || move.policy().gate() != Gate.OPEN;
        Optional<LiveAlias> left =
                move.current().filter(live -> takesLong && !live.weights().isEmpty());
        return left.map(live -> {
                    LiveAlias cleared = change.route(AliasRoute.onlyTo(move.alias(), live.target()), Optional.of(live));
                    log.leftWeightsCleared(move.alias(), live);
                    return new Move(
                            move.alias(), Optional.of(cleared), move.version(), move.description(), move.policy());
                })
                .orElse(move);
    }

    private Arrival atOnce(Move move, Together together) {
        log.aliasMoving(move.alias(), move.version());
        Arrival live =
                change.begin(AliasRoute.to(move.alias(), move.version(), move.description()), move.current(), together);
        move.current()
                .ifPresentOrElse(
                        before -> log.aliasMoved(move.alias(), before, move.version()),
                        () -> log.aliasCreated(move.alias(), move.version()));
        return live;
    }

    private static boolean isTarget(LiveAlias alias, FunctionVersion version) {
        return alias.target().version().equals(version.version());
    }
}

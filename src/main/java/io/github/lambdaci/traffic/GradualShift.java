package io.github.lambdaci.traffic;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionHealth;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.VersionCheckException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Moves an alias's traffic step by step, and back if something speaks against the new version. */
final class GradualShift {
    private static final int LOOKS_PER_STEP = 5;

    private final FunctionHealth health;
    private final AliasChange change;
    private final WayBack wayBack;
    private final TrafficLog log;
    private final PassingTime time;

    GradualShift(Account account, AliasChange change, WayBack wayBack, TrafficLog log, PassingTime time) {
        this.health = account.health();
        this.change = change;
        this.wayBack = wayBack;
        this.log = log;
        this.time = time;
    }

    /** Moves all traffic from a published version. */
    LiveAlias run(Move move, LiveAlias from, Shift.Gradual shift) {
        Watch watch = watch(move, from, shift);
        watch.begin();
        try {
            LiveAlias live = steps(move, from, shift, watch);
            log.aliasMoved(move.alias(), from, move.version());
            return live;
        } catch (RuntimeException e) {
            throw Undone.failure(move, from, e, wayBack.go(move, from, e));
        }
    }

    private Watch watch(Move move, LiveAlias from, Shift.Gradual shift) {
        if (!move.policy().alarms().names().isEmpty()) {
            return new AlarmWatch(health, move.policy().alarms(), log);
        }
        log.errorsWatched(move.version(), shift);
        return new ErrorWatch(health, move, from.target(), time);
    }

    private LiveAlias steps(Move move, LiveAlias from, Shift.Gradual shift, Watch watch) {
        LiveAlias at = from;
        for (BigDecimal percent : shift.steps()) {
            double share = percent.movePointLeft(2).doubleValue();
            AliasRoute step = new AliasRoute(
                    move.alias(), from.target(), Map.of(move.version().version(), share), Optional.empty());
            at = routed(move, step, at);
            log.trafficShifted(new TrafficLog.Sharing(move.alias(), from.target(), move.version(), percent), shift);
            hold(move, shift.interval(), watch);
        }
        return routed(move, AliasRoute.to(move.alias(), move.version(), move.description()), at);
    }

    /** What the step before has left is no longer certain from here on. */
    private LiveAlias routed(Move move, AliasRoute step, LiveAlias at) {
        log.aliasMoving(move.alias(), move.version());
        return change.route(step, Optional.of(at));
    }

    private void hold(Move move, Duration interval, Watch watch) {
        Instant end = time.now().plus(interval);
        Duration look = shorter(watch.pause(), interval.dividedBy(LOOKS_PER_STEP));
        while (true) {
            Undone.heedOthers(move);
            watch.objection().ifPresent(objection -> {
                throw new VersionCheckException(
                        objection, "see what version " + move.version().version() + " logs, then run again");
            });
            Duration left = Duration.between(time.now(), end);
            if (left.isNegative() || left.isZero()) {
                return;
            }
            try {
                time.pass(shorter(look, left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedRunException(Undone.doing(move));
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

package io.github.lambdaci.traffic;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.DeploymentRequest;
import io.github.lambdaci.account.DeploymentState;
import io.github.lambdaci.account.Deployments;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.traffic.WatchedAlarms.IfFiring;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lets CodeDeploy move an alias's traffic, and follows it. */
final class DeploymentShift {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** How long a deployment that failed may take to bring the traffic back itself. */
    private static final Duration OWN_WAY_BACK = Duration.ofSeconds(30);

    private final Deployments deployments;
    private final LambdaAliases aliases;
    private final AliasChange change;
    private final WayBack wayBack;
    private final TrafficLog log;
    private final PassingTime time;

    DeploymentShift(Account account, WayBack wayBack, TrafficLog log, PassingTime time) {
        this.deployments = account.deployments();
        this.aliases = account.aliases();
        this.change = new AliasChange(account.aliases());
        this.wayBack = wayBack;
        this.log = log;
        this.time = time;
    }

    /** Moves all traffic from a published version. */
    LiveAlias run(Move move, LiveAlias from, Shift.CodeDeploy shift) {
        log.aliasMoving(move.alias(), move.version());
        String id = deployments.start(new DeploymentRequest(
                shift.application(), shift.group(), move.alias(), from.target(), move.version(), alarms(move)));
        log.deploymentStarted(id, shift);
        DeploymentState ended = followed(move, from, id);
        if (ended.phase() != DeploymentState.Phase.SUCCEEDED) {
            throw refused(move, from, id, ended);
        }
        LiveAlias live = change.route(
                AliasRoute.to(move.alias(), move.version(), move.description()), Optional.of(moved(move, id)));
        log.aliasMoved(move.alias(), from, move.version());
        return live;
    }

    /** The alarms that were named count instead of the group's own, and none do where they are to be ignored. */
    private static Optional<List<String>> alarms(Move move) {
        WatchedAlarms alarms = move.policy().alarms();
        if (alarms.ifFiring() == IfFiring.IGNORE) {
            return Optional.of(List.of());
        }
        return alarms.names().isEmpty() ? Optional.empty() : Optional.of(alarms.names());
    }

    private DeploymentState followed(Move move, LiveAlias from, String id) {
        try {
            BigDecimal shown = BigDecimal.ZERO;
            while (true) {
                Undone.heedOthers(move);
                DeploymentState state = deployments.state(id);
                if (state.phase() != DeploymentState.Phase.GOING_ON) {
                    return state;
                }
                BigDecimal percent = percent(move);
                if (percent.compareTo(shown) > 0) {
                    log.deploymentShifted(new TrafficLog.Sharing(move.alias(), from.target(), move.version(), percent));
                    shown = percent;
                }
                time.pass(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(move, from, id, new InterruptedRunException(Undone.doing(move)));
        } catch (RuntimeException e) {
            throw stopped(move, from, id, e);
        }
    }

    private BigDecimal percent(Move move) {
        double share = alias(move)
                .map(live -> live.weights().getOrDefault(move.version().version(), 0.0))
                .orElse(0.0);
        return BigDecimal.valueOf(share).movePointRight(2);
    }

    private Optional<LiveAlias> alias(Move move) {
        return aliases.alias(move.version().functionName(), move.alias());
    }

    /** Tells CodeDeploy to stop, and waits until it has brought the traffic back. */
    private RuntimeException stopped(Move move, LiveAlias from, String id, RuntimeException failure) {
        boolean[] told = {false};
        WayBack.End end = wayBack.go(move, from, failure, () -> {
            if (!told[0]) {
                deployments.stop(id);
                told[0] = true;
            }
            if (alias(move)
                    .filter(AliasRoute.onlyTo(move.alias(), from.target())::leadsTo)
                    .isEmpty()) {
                throw new AwsException(
                        "deployment " + id + " was told to stop, but has not brought the traffic back yet",
                        "aws deploy get-deployment --deployment-id " + id);
            }
            return Optional.empty();
        });
        return Undone.failure(move, from, failure, end);
    }

    /** Waits for the deployment's own way back, and takes another if there is none. */
    private RuntimeException refused(Move move, LiveAlias from, String id, DeploymentState ended) {
        boolean failed = ended.phase() == DeploymentState.Phase.FAILED;
        VersionCheckException failure = new VersionCheckException(
                "CodeDeploy's deployment " + id + (failed ? " failed" : " was stopped") + ": "
                        + (ended.reason().isBlank() ? "CodeDeploy gives no reason" : ended.reason()),
                "see it with: aws deploy get-deployment --deployment-id " + id);
        Instant end = time.now().plus(OWN_WAY_BACK);
        WayBack.End back = wayBack.go(move, from, failure, () -> {
            boolean there = alias(move)
                    .filter(AliasRoute.onlyTo(move.alias(), from.target())::leadsTo)
                    .isPresent();
            if (!there && time.now().isBefore(end)) {
                throw new AwsException("deployment " + id + " has not brought the traffic back yet", failure.hint());
            }
            return there ? Optional.empty() : wayBack.routed(move, from);
        });
        return Undone.failure(move, from, failure, back);
    }

    private LiveAlias moved(Move move, String id) {
        return alias(move)
                .filter(AliasRoute.onlyTo(move.alias(), move.version())::leadsTo)
                .orElseThrow(() -> new AwsException(
                        "deployment " + id + " succeeded, but alias '" + move.alias() + "' does not point to version "
                                + move.version().version(),
                        "see who else changes the alias, then run again"));
    }
}

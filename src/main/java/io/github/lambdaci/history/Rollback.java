package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.pipeline.StateMarkers;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.traffic.AliasMove;
import io.github.lambdaci.traffic.Move;
import io.github.lambdaci.traffic.TrafficLog;
import io.github.lambdaci.traffic.TrafficPolicy;
import java.time.InstantSource;
import java.util.Optional;

/** Makes a version live again that was live before; itself recorded, so that it can be undone in the same way. */
public final class Rollback {
    private final Account account;
    private final AliasMove move;
    private final RollbackLog log;
    private final InstantSource clock;

    /** Nothing is asked of the account yet. */
    public Rollback(Account account, TrafficLog traffic, RollbackLog log, InstantSource clock) {
        this.account = account;
        this.move = new AliasMove(account, traffic);
        this.log = log;
        this.clock = clock;
    }

    /**
     * Rolls back. One that fails or dies can be run again, and ends where an undisturbed one ends.
     *
     * @throws ProjectException if there is no telling where to, or no such version
     * @throws VersionCheckException if the version cannot be invoked, or fails its check; the alias stays where it is
     */
    public RollbackResult run(RollbackRequest request) {
        LambdaProject.Target target = request.target();
        Optional<String> wanted = request.to();
        Recorded recorded = Recorded.read(account, target);
        Optional<PublishedVersion> finished = wanted.isPresent() ? Optional.empty() : justFinished(recorded);
        PublishedVersion version = finished.orElseGet(() -> {
            Destination destination = new Destination(recorded);
            return wanted.map(destination::named).orElseGet(destination::before);
        });
        String source = recorded.history().sourceVersion(version);
        log.started(target, recorded.alias(), version.version().version(), source);
        RollbackResult result = isLive(recorded.alias(), version.version())
                ? alreadyLive(recorded, version)
                : move(recorded, version, request.traffic());
        log.finished(result);
        return result;
    }

    /** A rollback that was cut off after it had moved the alias: to go back once more would undo it. */
    private Optional<PublishedVersion> justFinished(Recorded recorded) {
        return recorded.unrecorded() ? recorded.version(recorded.live()) : Optional.empty();
    }

    private static boolean isLive(LiveAlias alias, FunctionVersion version) {
        return alias.target().version().equals(version.version())
                && alias.weights().isEmpty();
    }

    private RollbackResult alreadyLive(Recorded recorded, PublishedVersion version) {
        if (recorded.unrecorded()) {
            record(recorded.target(), recorded.marker().orElseThrow());
        }
        return new RollbackResult(
                recorded.target(),
                RollbackResult.Status.UNCHANGED,
                version.version(),
                recorded.history().sourceVersion(version),
                Optional.empty());
    }

    private RollbackResult move(Recorded recorded, PublishedVersion version, TrafficPolicy traffic) {
        LambdaProject.Target target = recorded.target();
        LiveChange change = change(recorded, version);
        explain(recorded, change);
        FunctionVersion ready = account.functions().ready(target.function(), change.version());
        log.checked(ready);
        // Whoever finds the rollback cut off can tell by it that it was begun, and by the alias whether it took place.
        recorded.marker().ifPresent(marker -> record(target, marker.intending(change)));
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedRunException("moving alias " + target.alias());
        }
        String description = version.description().isEmpty() ? change.sourceVersion() : version.description();
        move.run(new Move(target.alias(), Optional.of(recorded.alias()), ready, description, traffic));
        record(
                target,
                recorded.marker()
                        .map(marker -> marker.after(change))
                        .orElseGet(() -> StateMarker.first(target.function(), target.alias(), change)));
        return new RollbackResult(
                target, RollbackResult.Status.ROLLED_BACK, ready, change.sourceVersion(), change.from());
    }

    private void explain(Recorded recorded, LiveChange change) {
        recorded.marker()
                .map(StateMarker::version)
                .filter(number -> !number.equals(recorded.live()))
                .ifPresent(number -> log.recordIsBehind(number, recorded.live()));
        recorded.history().rollbackOf(change.version()).ifPresent(rollback -> log.undoes(change.version(), rollback));
    }

    private LiveChange change(Recorded recorded, PublishedVersion version) {
        boolean stays = version.version().version().equals(recorded.live());
        return new LiveChange(
                stays ? LiveChange.Kind.SHIFT_BACK : LiveChange.Kind.ROLLBACK,
                clock.instant(),
                version.version().version(),
                Optional.of(recorded.replacedBy(version)),
                recorded.history().sourceVersion(version),
                version.version().codeSha256().hex(),
                recorded.history().sources(version.version().version()),
                recorded.history().packages(version.version().version()),
                recorded.history().provenance(version.version().version()));
    }

    private void record(LambdaProject.Target target, StateMarker marker) {
        new StateMarkers(account.store()).write(marker, Recorded.markerKey(target));
    }
}

package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.pipeline.StateMarkers;
import io.github.lambdaci.project.LambdaProject;
import java.time.InstantSource;
import java.util.Optional;

/** Makes a version live again that was live before; itself recorded, so that it can be undone in the same way. */
public final class Rollback {
    private final Account account;
    private final RollbackLog log;
    private final InstantSource clock;

    /** Nothing is asked of the account yet. */
    public Rollback(Account account, RollbackLog log, InstantSource clock) {
        this.account = account;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Rolls back. One that fails or dies can be run again, and ends where an undisturbed one ends.
     *
     * @param wanted the number or the source version of what is to be live; without it, what was live before
     */
    public RollbackResult run(LambdaProject.Target target, Optional<String> wanted) {
        Recorded recorded = Recorded.read(account, target);
        Optional<PublishedVersion> finished = wanted.isPresent() ? Optional.empty() : justFinished(recorded);
        PublishedVersion version = finished.orElseGet(() -> {
            Destination destination = new Destination(recorded);
            return wanted.map(destination::named).orElseGet(destination::before);
        });
        String source = recorded.sourceVersion(version);
        log.started(target, recorded.alias(), version.version().version(), source);
        RollbackResult result =
                isLive(recorded.alias(), version.version()) ? alreadyLive(recorded, version) : move(recorded, version);
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
                recorded.sourceVersion(version),
                Optional.empty());
    }

    private RollbackResult move(Recorded recorded, PublishedVersion version) {
        LambdaProject.Target target = recorded.target();
        LiveChange change = change(recorded, version);
        recorded.marker()
                .map(StateMarker::version)
                .filter(number -> !number.equals(recorded.live()))
                .ifPresent(number -> log.recordIsBehind(number, recorded.live()));
        recorded.rollbackOf(change.version()).ifPresent(rollback -> log.undoes(change.version(), rollback));
        FunctionVersion ready = account.functions().ready(target.function(), change.version());
        log.checked(ready);
        recorded.marker().ifPresent(marker -> record(target, marker.intending(change)));
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedRunException("moving alias " + target.alias());
        }
        String description = version.description().isEmpty() ? change.sourceVersion() : version.description();
        account.aliases().point(AliasRoute.to(target.alias(), ready, description), Optional.of(recorded.alias()));
        log.moved(target, recorded.alias(), ready);
        record(
                target,
                recorded.marker()
                        .map(marker -> marker.after(change))
                        .orElseGet(() -> StateMarker.first(target.function(), target.alias(), change)));
        return new RollbackResult(
                target, RollbackResult.Status.ROLLED_BACK, ready, change.sourceVersion(), change.from());
    }

    private LiveChange change(Recorded recorded, PublishedVersion version) {
        boolean stays = version.version().version().equals(recorded.live());
        return new LiveChange(
                stays ? LiveChange.Kind.SHIFT_BACK : LiveChange.Kind.ROLLBACK,
                clock.instant(),
                version.version().version(),
                Optional.of(recorded.replacedBy(version)),
                recorded.sourceVersion(version),
                version.version().codeSha256().hex(),
                recorded.packages(version));
    }

    private void record(LambdaProject.Target target, StateMarker marker) {
        new StateMarkers(account.store()).write(marker, Recorded.markerKey(target));
    }
}

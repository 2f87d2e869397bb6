package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LatestState;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.history.FunctionStatus.Finding;
import io.github.lambdaci.history.FunctionStatus.Live;
import io.github.lambdaci.lease.Leases;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.pipeline.StateMarkers;
import io.github.lambdaci.project.LambdaProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what is live of a function; changes nothing and waits for nothing. */
public final class StatusReport {
    private final Account account;

    /** Nothing is asked of the account yet. */
    public StatusReport(Account account) {
        this.account = account;
    }

    /**
     * Reads what is live.
     *
     * @param forecast what a run would do, if that was asked for
     */
    public FunctionStatus of(LambdaProject.Target target, Optional<Forecast> forecast) {
        LatestState latest = account.functions().state(target.function());
        Optional<LiveAlias> alias = account.aliases().alias(target.function(), target.alias());
        Optional<StateMarker> marker = new StateMarkers(account.store())
                .read(Recorded.markerKey(target))
                .map(found -> alias.map(found::asOf).orElse(found));
        return new FunctionStatus(
                target,
                latest,
                alias.map(found -> live(target, found, marker)),
                account.aliases().aliases(target.function()).stream()
                        .filter(other -> !other.name().equals(target.alias()))
                        .toList(),
                findings(target, latest, alias, marker),
                forecast);
    }

    private Live live(LambdaProject.Target target, LiveAlias alias, Optional<StateMarker> marker) {
        FunctionVersion version = alias.target();
        Optional<StateMarker> ofLive = marker.filter(found -> found.version().equals(version.version()));
        String own = version.layerArn(target.layer());
        return new Live(
                alias,
                new Versions(account)
                        .all(target, marker).stream()
                                .filter(released -> released.number().equals(version.version()))
                                .findFirst(),
                ofLive.flatMap(StateMarker::lastChange),
                ofLive.flatMap(StateMarker::previousVersion),
                new ReleaseHistory(marker).packages(version.version()),
                version.layers().stream()
                        .filter(layer -> !layer.layerArn().equals(own))
                        .toList());
    }

    private List<Finding> findings(
            LambdaProject.Target target, LatestState latest, Optional<LiveAlias> alias, Optional<StateMarker> marker) {
        List<Finding> findings = new ArrayList<>();
        Leases.holder(account.leases(), new ArtifactKeys(target.bucket(), target.function()))
                .map(Finding.BeingChanged::new)
                .ifPresent(findings::add);
        switch (latest.update()) {
            case FAILED -> findings.add(new Finding.UpdateFailed(latest.reason()));
            case IN_PROGRESS -> findings.add(new Finding.UpdateInProgress());
            case SUCCESSFUL -> {}
        }
        if (alias.isEmpty()) {
            findings.add(new Finding.NoAlias());
            return List.copyOf(findings);
        }
        FunctionVersion live = alias.get().target();
        if (!alias.get().weights().isEmpty()) {
            findings.add(new Finding.TrafficShared(alias.get()));
        }
        if (!live.isPublished()) {
            findings.add(new Finding.LiveIsLatest());
        }
        marker.map(StateMarker::version)
                .filter(recorded -> !recorded.equals(live.version()))
                .ifPresent(recorded -> findings.add(new Finding.MovedElsewhere(recorded, live.version())));
        missingLayer(live, marker).ifPresent(findings::add);
        if (!live.behavesLike(latest.version())) {
            Optional<LiveChange> rollback = marker.flatMap(StateMarker::rollback)
                    .filter(change -> change.version().equals(live.version()));
            findings.add(new Finding.LatestDiffers(latest.version(), live, rollback));
        }
        return List.copyOf(findings);
    }

    private static Optional<Finding> missingLayer(FunctionVersion live, Optional<StateMarker> marker) {
        return new ReleaseHistory(marker)
                .packages(live.version())
                .flatMap(StateMarker.Packages::layerVersionArn)
                .filter(arn -> live.layers().stream()
                        .noneMatch(layer -> layer.toString().equals(arn)))
                .map(Finding.LayerMissing::new);
    }
}

package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.project.LambdaProject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** What is read of the function that is shipped to, while {@code $LATEST} is. */
final class LiveReads {
    private final LambdaProject project;
    private final PipelineLog log;
    private final Pending<Optional<LiveAlias>> alias;
    private final Pending<StateMarkers.Seen> marker;

    private LiveReads(
            LambdaProject project,
            PipelineLog log,
            Pending<Optional<LiveAlias>> alias,
            Pending<StateMarkers.Seen> marker) {
        this.project = project;
        this.log = log;
        this.alias = alias;
        this.marker = marker;
    }

    static LiveReads begin(LambdaProject project, Ports ports, Together together) {
        LambdaProject.Target target = project.target();
        Account account = ports.account();
        return new LiveReads(
                project,
                ports.log(),
                together.start(
                        "reading alias '" + target.alias() + "'",
                        () -> account.aliases().alias(target.function(), target.alias())),
                together.start(
                        "reading what the last release left",
                        () -> new StateMarkers(account.store())
                                .look(project.keys().marker(target.alias()))));
    }

    /** What there is, and says so; which dependencies are wanted is not known yet. */
    Checked with(FunctionVersion latest) {
        latest.runtime().warning(LocalDate.now(ZoneOffset.UTC)).ifPresent(log::warning);
        Optional<LiveAlias> live = alias.get();
        log.functionRead(latest, project.target().alias(), live);
        // A rollback that was cut off before it was recorded shows in the alias.
        Optional<StateMarker> recorded =
                marker.get().marker().map(found -> live.map(found::asOf).orElse(found));
        live.map(LiveAlias::target)
                .filter(version -> !version.behavesLike(latest))
                .ifPresent(version -> tellDifference(latest, version, recorded));
        return new Checked(
                latest, live, Optional.empty(), recorded, marker.get().mark());
    }

    private void tellDifference(FunctionVersion latest, FunctionVersion live, Optional<StateMarker> recorded) {
        String name = project.target().alias();
        RolledBack.holding(live, recorded)
                .ifPresentOrElse(
                        rollback -> log.liveByRollback(name, rollback),
                        () -> log.latestDiffersFromAlias(latest, name, live));
    }
}

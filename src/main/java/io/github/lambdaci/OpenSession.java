package io.github.lambdaci;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.announcement.Announcer;
import io.github.lambdaci.cli.Session;
import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.history.Origin;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.Pipeline;
import io.github.lambdaci.pipeline.Ports;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Planner;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ships with everything that was opened for it. */
final class OpenSession implements Session {
    private final ShipRequest request;
    private final Ports ports;
    private final Optional<Origin> origin;
    private final Path workFolder;
    private final ConsoleLog log;
    private final Telling telling;
    private final Optional<Announcer> announcer;
    private final Resources resources;

    OpenSession(ShipRequest request, Ports ports, Path workFolder, Opened opened) {
        this.request = request;
        this.ports = ports;
        this.workFolder = workFolder;
        this.origin = opened.origin();
        this.log = opened.log();
        this.telling = opened.telling();
        this.announcer = opened.announcer();
        this.resources = opened.resources();
    }

    /** What is told to whom, what is closed at the end, and where it is promoted from, if it is. */
    record Opened(
            ConsoleLog log,
            Telling telling,
            Optional<Announcer> announcer,
            Resources resources,
            Optional<Origin> origin) {}

    /** What is shipped, and what ships it. */
    private record Work(LambdaProject project, Pipeline pipeline) {}

    private Work work() {
        return origin.map(Origin::read)
                .map(promoted -> new Work(
                        request.project().promoted(promoted.sourceVersion(), promoted.provenance()),
                        Pipeline.promoting(promoted, ports, workFolder)))
                .orElseGet(() -> new Work(request.project(), new Pipeline(ports, workFolder)));
    }

    @Override
    public Release ship() {
        return telling.of(() -> {
            Work work = work();
            return work.pipeline().run(work.project(), request.rollout());
        });
    }

    @Override
    public void announce(Release release) {
        announcer.ifPresent(wanted -> wanted.announce(release));
    }

    @Override
    public Plan plan() {
        Work work = work();
        return new Planner(ports, workFolder, work.pipeline()).plan(work.project());
    }

    @Override
    public Forecast forecast() {
        Work work = work();
        return work.pipeline().forecast(work.project());
    }

    @Override
    public Account account() {
        return ports.account();
    }

    @Override
    public void watch(Release release, Optional<Duration> atMost) {
        // Whoever follows logs may do so for hours.
        telling.finish();
        log.surroundings().watching(release.live(), atMost);
        LogQuery query = LogQuery.of(release.live(), Instant.now());
        ports.account().logs().follow(query, atMost, line -> log.surroundings().functionLog(line.message()));
    }

    @Override
    public void close() {
        resources.close();
    }
}

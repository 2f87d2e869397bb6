package io.github.lambdaci;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.cli.Session;
import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.Pipeline;
import io.github.lambdaci.pipeline.Ports;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Planner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ships with everything that was opened for it. */
final class OpenSession implements Session {
    private final ShipRequest request;
    private final Ports ports;
    private final Path workFolder;
    private final ConsoleLog log;
    private final Telling telling;
    private final Resources resources;

    OpenSession(ShipRequest request, Ports ports, Path workFolder, Opened opened) {
        this.request = request;
        this.ports = ports;
        this.workFolder = workFolder;
        this.log = opened.log();
        this.telling = opened.telling();
        this.resources = opened.resources();
    }

    /** What is told to whom, and what is closed at the end. */
    record Opened(ConsoleLog log, Telling telling, Resources resources) {}

    @Override
    public Release ship() {
        return telling.of(() -> new Pipeline(ports, workFolder).run(request.project(), request.rollout()));
    }

    @Override
    public Plan plan() {
        return new Planner(ports, workFolder).plan(request.project());
    }

    @Override
    public Forecast forecast() {
        return new Pipeline(ports, workFolder).forecast(request.project());
    }

    @Override
    public Account account() {
        return ports.account();
    }

    @Override
    public void watch(Release release, Optional<Duration> atMost) {
        // Whoever follows logs may do so for hours.
        telling.finish();
        log.watching(release.live(), atMost);
        LogQuery query = LogQuery.of(release.live(), Instant.now());
        ports.account().logs().follow(query, atMost, line -> log.functionLog(line.message()));
    }

    @Override
    public void close() {
        resources.close();
    }
}

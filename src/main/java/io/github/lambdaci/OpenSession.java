package io.github.lambdaci;

import io.github.lambdaci.account.FunctionLogs;
import io.github.lambdaci.cli.Session;
import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.pipeline.Pipeline;
import io.github.lambdaci.pipeline.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ships with everything that was opened for it. */
final class OpenSession implements Session {
    private final ShipRequest request;
    private final Pipeline pipeline;
    private final FunctionLogs logs;
    private final ConsoleLog log;
    private final Resources resources;

    OpenSession(ShipRequest request, Pipeline pipeline, FunctionLogs logs, ConsoleLog log, Resources resources) {
        this.request = request;
        this.pipeline = pipeline;
        this.logs = logs;
        this.log = log;
        this.resources = resources;
    }

    @Override
    public Release ship() {
        return pipeline.run(request.project(), request.rollout());
    }

    @Override
    public void watch(Release release, Optional<Duration> atMost) {
        log.watching(release.live(), atMost);
        logs.follow(release.live(), Instant.now(), atMost, log::functionLog);
    }

    @Override
    public void close() {
        resources.close();
    }
}

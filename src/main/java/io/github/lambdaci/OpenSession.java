package io.github.lambdaci;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.cli.Session;
import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.Pipeline;
import io.github.lambdaci.pipeline.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ships with everything that was opened for it. */
final class OpenSession implements Session {
    private final ShipRequest request;
    private final Pipeline pipeline;
    private final Account account;
    private final ConsoleLog log;
    private final Resources resources;

    OpenSession(ShipRequest request, Pipeline pipeline, Account account, ConsoleLog log, Resources resources) {
        this.request = request;
        this.pipeline = pipeline;
        this.account = account;
        this.log = log;
        this.resources = resources;
    }

    @Override
    public Release ship() {
        return pipeline.run(request.project(), request.rollout());
    }

    @Override
    public Forecast forecast() {
        return pipeline.forecast(request.project());
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    public void watch(Release release, Optional<Duration> atMost) {
        log.watching(release.live(), atMost);
        account.logs().follow(release.live(), Instant.now(), atMost, log::functionLog);
    }

    @Override
    public void close() {
        resources.close();
    }
}

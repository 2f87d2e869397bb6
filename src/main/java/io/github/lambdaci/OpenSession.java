package io.github.lambdaci;

import io.github.lambdaci.account.FunctionLogs;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.cli.Session;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.pipeline.Pipeline;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.project.LambdaProject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ships with everything that was opened for it. */
final class OpenSession implements Session {
    private final LambdaProject project;
    private final Pipeline pipeline;
    private final FunctionLogs logs;
    private final ConsoleLog log;
    private final Resources resources;

    OpenSession(LambdaProject project, Pipeline pipeline, FunctionLogs logs, ConsoleLog log, Resources resources) {
        this.project = project;
        this.pipeline = pipeline;
        this.logs = logs;
        this.log = log;
        this.resources = resources;
    }

    @Override
    public Release ship() {
        return pipeline.run(project);
    }

    @Override
    public void watch(Release release, Optional<Duration> atMost) {
        log.watching(release.live(), atMost);
        LogQuery query = LogQuery.of(release.live(), Instant.now());
        logs.follow(query, atMost, line -> log.functionLog(line.message()));
    }

    @Override
    public void close() {
        resources.close();
    }
}

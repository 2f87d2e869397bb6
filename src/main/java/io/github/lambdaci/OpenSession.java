package io.github.lambdaci;

import io.github.lambdaci.cli.Session;
import io.github.lambdaci.console.ConsoleLog;
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
    private final LambdaProject project;
    private final Ports ports;
    private final Path workFolder;
    private final ConsoleLog log;
    private final Resources resources;

    OpenSession(LambdaProject project, Ports ports, Path workFolder, ConsoleLog log, Resources resources) {
        this.project = project;
        this.ports = ports;
        this.workFolder = workFolder;
        this.log = log;
        this.resources = resources;
    }

    @Override
    public Release ship() {
        return new Pipeline(ports, workFolder).run(project);
    }

    @Override
    public Plan plan() {
        return new Planner(ports, workFolder).plan(project);
    }

    @Override
    public void watch(Release release, Optional<Duration> atMost) {
        log.watching(release.live(), atMost);
        ports.account().logs().follow(release.live(), Instant.now(), atMost, log::functionLog);
    }

    @Override
    public void close() {
        resources.close();
    }
}

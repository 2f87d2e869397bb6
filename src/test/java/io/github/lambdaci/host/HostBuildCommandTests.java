package io.github.lambdaci.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.pipeline.BuildCommandContract;
import io.github.lambdaci.pipeline.BuildEnvironment;
import io.github.lambdaci.pipeline.PackageBuilder;
import io.github.lambdaci.pipeline.PipelineLog;

/** This machine's own shell. */
final class HostBuildCommandTests extends BuildCommandContract {
    @Override
    protected PackageBuilder builder(BuildEnvironment environment, PipelineLog pipelineLog) {
        return new HostPackageBuilder(environment, System.getenv(), pipelineLog);
    }

    @Override
    protected void assertNothingIsLeft() {
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(line -> line.contains("sleep 987"));
    }
}

package io.github.lambdaci.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.build.BuildCommandContract;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.PackageBuilder;

/** This machine's own shell. */
final class HostBuildCommandTests extends BuildCommandContract {
    @Override
    protected PackageBuilder builder(BuildEnvironment environment, BuildLog pipelineLog) {
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

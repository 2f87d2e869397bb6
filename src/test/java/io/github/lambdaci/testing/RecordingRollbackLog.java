package io.github.lambdaci.testing;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.history.RollbackLog;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.project.LambdaProject;
import java.util.ArrayList;
import java.util.List;

/** Records what is told of rollbacks, each as its name and what it is about. */
public final class RecordingRollbackLog implements RollbackLog {
    private final List<String> events = new ArrayList<>();

    /** Everything that was told, in its order. */
    public List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public void begun(LambdaProject.Target target) {
        // A rollback's beginning is the command's business.
    }

    @Override
    public void started(LambdaProject.Target target, LiveAlias before, String version, String sourceVersion) {
        events.add("started " + before.target().version() + " -> " + version + " " + sourceVersion);
    }

    @Override
    public void recordIsBehind(String recordedVersion, String liveVersion) {
        events.add("recordIsBehind " + recordedVersion + " " + liveVersion);
    }

    @Override
    public void undoes(String version, LiveChange rollback) {
        events.add("undoes " + version);
    }

    @Override
    public void checked(FunctionVersion version) {
        events.add("checked " + version.version());
    }

    @Override
    public void finished(RollbackResult result) {
        events.add("finished " + result.status() + " " + result.live().version());
    }
}

package io.github.lambdaci.history;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.project.LambdaProject;

/** What is worth telling the user during a rollback: one method for each thing, and no wording. */
public interface RollbackLog {
    /** A rollback begins; nothing is known of what is live yet. */
    void begun(LambdaProject.Target target);

    /** It was found out what is live and what is to be. */
    void started(LambdaProject.Target target, LiveAlias before, String version, String sourceVersion);

    /** What is live is not what was recorded last: a run could not record it, or somebody else moved the alias. */
    void recordIsBehind(String recordedVersion, String liveVersion);

    /** The version was itself rolled back, so that this undoes a rollback. */
    void undoes(String version, LiveChange rollback);

    /** The version exists and can be invoked. */
    void checked(FunctionVersion version);

    /** It is done. */
    void finished(RollbackResult result);
}

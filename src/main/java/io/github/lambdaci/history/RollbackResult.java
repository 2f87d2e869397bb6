package io.github.lambdaci.history;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.project.LambdaProject;
import java.util.Optional;

/**
 * What a rollback came to.
 *
 * @param target names in AWS
 * @param status whether anything had to be done
 * @param live the version that has all of the traffic now
 * @param sourceVersion the version of its sources; empty if it is not known
 * @param from the version that the traffic was taken from; nothing if there was nothing to do
 */
public record RollbackResult(
        LambdaProject.Target target, Status status, FunctionVersion live, String sourceVersion, Optional<String> from) {
    /** Whether anything had to be done. */
    public enum Status {
        /** The alias was changed. */
        ROLLED_BACK,
        /** The version had all of the traffic already. */
        UNCHANGED
    }
}

package io.github.lambdaci.report;

import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import java.util.List;

/** What a command came to. */
public sealed interface Outcome {
    /** A run that came to its end. */
    record Released(Release release) implements Outcome {}

    /** A rollback that came to its end. */
    record RolledBack(RollbackResult result) implements Outcome {}

    /** A plan. */
    record Planned(Plan plan) implements Outcome {}

    /**
     * A command that failed.
     *
     * @param ending how it ended
     * @param message what failed, in one or more lines, without secrets
     * @param hints what to try, likewise
     */
    record Failed(Ending ending, List<String> message, List<String> hints) implements Outcome {}

    /** How a command ended that failed. */
    enum Ending {
        /** Something failed. */
        FAILED,
        /** The new version failed its check, or was rolled back before; live traffic is on the old one. */
        REFUSED,
        /** It was told to stop. */
        INTERRUPTED
    }
}

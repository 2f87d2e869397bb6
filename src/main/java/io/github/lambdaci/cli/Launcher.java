package io.github.lambdaci.cli;

import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import java.util.Optional;

/** What commands need from the rest of the program. */
public interface Launcher {
    /** Gets ready to ship: connects, and starts the sandbox if one is wanted. */
    Session open(ShipRequest request);

    /** Gets ready to plan: connects, and makes nothing in the sandbox if one is wanted. */
    Session openToPlan(ShipRequest request);

    /** Gets ready to work on what is released: connects, and starts the sandbox if one is wanted. */
    AccountSession open(AccountRequest request);

    /** Serves a sandbox to other programs. */
    SandboxServing serve(SandboxRequest request);

    /** A release as the JSON document that {@code docs/release.schema.json} describes. */
    String json(Release release);

    /** A plan as people read it. */
    String text(Plan plan);

    /** A plan as the JSON document that {@code docs/plan.schema.json} describes. */
    String json(Plan plan);
    /** A rollback as the JSON document that {@code docs/rollback.schema.json} describes. */
    String json(RollbackResult result);

    /** What is live, for when a run ends before its end; nothing if it did not come to a stage. */
    Optional<String> standing();

    /** Whether the user asked the program to stop, so that whatever fails then is a consequence. */
    boolean isStopRequested();
}

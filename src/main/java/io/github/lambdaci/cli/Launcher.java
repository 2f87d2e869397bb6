package io.github.lambdaci.cli;

import io.github.lambdaci.history.Pruned;
import io.github.lambdaci.permissions.Policy;
import io.github.lambdaci.pipeline.Release;
import java.util.Optional;

/** What commands need from the rest of the program. */
public interface Launcher {
    /** Gets ready to ship: connects, and starts the sandbox if one is wanted. */
    Session open(ShipRequest request);

    /** Gets ready to work on what is released: connects, and starts the sandbox if one is wanted. */
    AccountSession open(AccountRequest request);

    /** Serves a sandbox to other programs. */
    SandboxServing serve(SandboxRequest request);

    /** A release as the JSON document that {@code docs/release.schema.json} describes. */
    String json(Release release);

    /** A policy as the JSON document that IAM reads. */
    String json(Policy policy);

    /** What was removed as a table. */
    String text(Pruned pruned);

    /** What was removed as a JSON document. */
    String json(Pruned pruned);

    /** What is live, for when a run ends before its end; nothing if it did not come to a stage. */
    Optional<String> standing();

    /** Whether the user asked the program to stop, so that whatever fails then is a consequence. */
    boolean isStopRequested();
}

package io.github.lambdaci.cli;

import io.github.lambdaci.history.FunctionStatus;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.history.VersionList;
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

    /** A rollback as the JSON document that {@code docs/rollback.schema.json} describes. */
    String json(RollbackResult result);

    /** Versions as a table. */
    String text(VersionList versions);

    /** Versions as the JSON document that {@code docs/versions.schema.json} describes. */
    String json(VersionList versions);

    /** What is live, in lines for people. */
    String text(FunctionStatus status);

    /** What is live as the JSON document that {@code docs/status.schema.json} describes. */
    String json(FunctionStatus status);

    /** What is live, for when a run ends before its end; nothing if it did not come to a stage. */
    Optional<String> standing();

    /** Whether the user asked the program to stop, so that whatever fails then is a consequence. */
    boolean isStopRequested();
}

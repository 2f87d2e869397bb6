package io.github.lambdaci.cli;

import io.github.lambdaci.config.RemoteValues;
import io.github.lambdaci.report.Outcome;
import io.github.lambdaci.report.Report;
import io.github.lambdaci.report.ReportFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What commands need from the rest of the program. */
public interface Launcher {
    /** Gets ready to ship: connects, and starts the sandbox if one is wanted. */
    Session open(ShipRequest request);

    /** Gets ready to plan: connects, and makes nothing in the sandbox if one is wanted. */
    Session openToPlan(ShipRequest request);

    /** Gets ready to work on what is released: connects, and starts the sandbox if one is wanted. */
    AccountSession open(AccountRequest request);

    /**
     * Gets ready to look up values in AWS.
     *
     * @param patience how long a call that AWS refuses as one of too many is sent again
     */
    RemoteValues values(ShipRequest.Access access, Duration patience);

    /**
     * Gets ready for many functions.
     *
     * @param names what they are called
     * @param verbose whether all is told of each
     */
    FleetSession openFleet(List<String> names, boolean verbose);

    /** Serves a sandbox to other programs. */
    SandboxServing serve(SandboxRequest request);

    /** Results as they are read. */
    ResultTexts texts();

    /** What a report says; nothing if it has nothing to say of such an outcome. */
    Optional<String> report(Report report, Outcome outcome);

    /** Tells the user that a report could not be written, which changes nothing of how the command ended. */
    void reportNotWritten(ReportFile file, IOException reason);

    /** What is live, for when a run ends before its end; nothing if it did not come to a stage. */
    Optional<String> standing();

    /** Whether the user asked the program to stop, so that whatever fails then is a consequence. */
    boolean isStopRequested();
}

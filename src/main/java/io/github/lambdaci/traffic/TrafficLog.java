package io.github.lambdaci.traffic;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import java.math.BigDecimal;
import java.util.List;

/** What is worth telling the user while a version becomes live: one method for each thing, and no wording. */
public interface TrafficLog {
    /** A version is called before it takes traffic. */
    void versionChecking(FunctionVersion version);

    /** The version answered as expected. */
    void versionChecked(FunctionVersion version);

    /** The version is ready, and waits for those that are to become live together with it. */
    void awaitingOthers(String aliasName, FunctionVersion version);

    /** From here on, the alias may be changed at any moment. */
    void aliasMoving(String aliasName, FunctionVersion version);

    /** The alias was created. */
    void aliasCreated(String aliasName, FunctionVersion version);

    /** The alias was moved, or its weights were cleared. */
    void aliasMoved(String aliasName, LiveAlias before, FunctionVersion version);

    /** The traffic does not move gradually although that was asked for. */
    void movesAtOnce(String aliasName, Reason reason);

    /** Why traffic does not move gradually. */
    enum Reason {
        /** There is no alias, and so no traffic. */
        NO_ALIAS,
        /** The alias points to {@code $LATEST}, which Lambda lets share traffic with nothing. */
        FROM_LATEST
    }

    /** Weights that a run left that did not end were cleared. */
    void leftWeightsCleared(String aliasName, LiveAlias before);

    /** Alarms are watched while the traffic moves. */
    void alarmsWatched(List<String> names);

    /** Alarms were firing before, and are not watched until they have stopped. */
    void alarmsIgnored(List<String> names);

    /** The errors of the new version are watched while the traffic moves. */
    void errorsWatched(FunctionVersion version, Shift.Gradual shift);

    /** A part of the traffic has moved. */
    void trafficShifted(Sharing sharing, Shift.Gradual shift);

    /**
     * An alias that shares its traffic between two versions.
     *
     * @param alias the alias's name
     * @param before the version that had all of it
     * @param version the version that is to have all of it
     * @param percent how much of it the latter has
     */
    record Sharing(String alias, FunctionVersion before, FunctionVersion version, BigDecimal percent) {}

    /** The traffic goes back. */
    void goingBack(String aliasName, FunctionVersion before, String why);

    /** All traffic is where it was. */
    void wentBack(String aliasName, FunctionVersion before);

    /** CodeDeploy moves the traffic. */
    void deploymentStarted(String deploymentId, Shift.CodeDeploy shift);

    /** CodeDeploy has moved a part of it. */
    void deploymentShifted(Sharing sharing);
}

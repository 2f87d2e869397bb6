package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.traffic.Shift;
import io.github.lambdaci.traffic.TrafficLog;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Tells people how a version becomes live. */
final class TrafficConsole implements TrafficLog {
    /** When Lambda's metrics of a minute can be read at the latest, usually. */
    private static final Duration METRICS_LATE = Duration.ofMinutes(3);

    private final StageLines lines;
    private final Standing standing;
    private final Announcements announcements;

    TrafficConsole(StageLines lines, Standing standing, Announcements announcements) {
        this.lines = lines;
        this.standing = standing;
        this.announcements = announcements;
    }

    @Override
    public void versionChecking(FunctionVersion version) {
        lines.say("calling version " + version.version() + " with the smoke payload");
    }

    @Override
    public void versionChecked(FunctionVersion version) {
        lines.say("version " + version.version() + " answered as it should");
    }

    @Override
    public void awaitingOthers(String aliasName, FunctionVersion version) {
        lines.say("waiting until the other functions are ready, too");
    }

    @Override
    public void aliasMoving(String aliasName, FunctionVersion version) {
        standing.moving(version);
    }

    @Override
    public void aliasCreated(String aliasName, FunctionVersion version) {
        standing.live(version);
        lines.say("created alias " + aliasName + " -> " + version.version());
    }

    @Override
    public void aliasMoved(String aliasName, LiveAlias before, FunctionVersion version) {
        standing.live(version);
        boolean moved = !before.target().version().equals(version.version());
        lines.say("alias " + aliasName + ": "
                + (moved ? before.target().version() + " -> " + version.version() : "stays at " + version.version())
                + AliasWeights.cleared(before));
    }

    @Override
    public void movesAtOnce(String aliasName, Reason reason) {
        lines.say(
                switch (reason) {
                    case NO_ALIAS -> "alias " + aliasName + " has no traffic to shift yet: it is created at once";
                    case FROM_LATEST ->
                        "alias " + aliasName
                                + " points to $LATEST, which can share its traffic with no version: it moves at once";
                });
    }

    @Override
    public void leftWeightsCleared(String aliasName, LiveAlias before) {
        lines.say("alias " + aliasName + ": stays at " + before.target().version() + AliasWeights.cleared(before)
                + ", which a run that did not end has left");
    }

    @Override
    public void alarmsWatched(List<String> names) {
        lines.say("watching " + alarms(names));
    }

    @Override
    public void alarmsIgnored(List<String> names) {
        lines.warn(alarms(names) + (names.size() == 1 ? " is" : " are")
                + " firing already and not watched before having stopped");
    }

    @Override
    public void errorsWatched(FunctionVersion version, Shift.Gradual shift) {
        lines.say("watching how many calls of version " + version.version() + " fail");
        if (shift.length().compareTo(METRICS_LATE) < 0) {
            lines.warn("CloudWatch counts calls a minute or two late, and the traffic moves in "
                    + Wording.duration(shift.length()) + ": a bad version can be live before its errors are seen");
        }
    }

    @Override
    public void trafficShifted(Sharing sharing, Shift.Gradual shift) {
        share(sharing, ", for " + Wording.duration(shift.interval()));
    }

    private void share(Sharing sharing, String time) {
        BigDecimal rest = Shift.Gradual.ALL.subtract(sharing.percent());
        String parts = percent(sharing.percent()) + " of the traffic on version "
                + sharing.version().version() + ", " + percent(rest) + " on version "
                + sharing.before().version();
        standing.sharing("alias " + sharing.alias() + " has " + parts + "; to send all of it to version "
                + sharing.before().version() + ": "
                + "aws lambda update-alias --function-name " + sharing.before().functionName() + " --name "
                + sharing.alias() + " --routing-config AdditionalVersionWeights={}");
        lines.say("alias " + sharing.alias() + ": " + parts + time);
    }

    @Override
    public void goingBack(String aliasName, FunctionVersion before, String why) {
        lines.warn("all traffic of alias " + aliasName + " goes back to version " + before.version() + ": "
                + why.lines().findFirst().orElse(why));
    }

    @Override
    public void wentBack(String aliasName, FunctionVersion before) {
        standing.wentBack();
        announcements.wentBack();
        lines.say("alias " + aliasName + ": all traffic on version " + before.version() + " again");
    }

    @Override
    public void deploymentStarted(String deploymentId, Shift.CodeDeploy shift) {
        lines.say("CodeDeploy moves the traffic: deployment " + deploymentId + " of " + shift.application() + "/"
                + shift.group());
    }

    @Override
    public void deploymentShifted(Sharing sharing) {
        share(sharing, "");
    }

    private static String percent(BigDecimal percent) {
        return Wording.percent(percent.movePointLeft(2).doubleValue());
    }

    private static String alarms(List<String> names) {
        return (names.size() == 1 ? "alarm " : "alarms ") + Wording.and(names);
    }
}

package io.github.lambdaci.permissions;

import java.util.Locale;

/** What rights are needed for: a command, or an option of the one that ships. */
public enum Need {
    /** {@code lambda-ci} itself. */
    SHIP,
    /** {@code lambda-ci rollback}. */
    ROLLBACK,
    /** {@code lambda-ci status}. */
    STATUS,
    /** {@code lambda-ci versions}. */
    VERSIONS,
    /** {@code lambda-ci plan}. */
    PLAN,
    /** {@code lambda-ci logs}, and {@code --watch-log-stream}. */
    LOGS,
    /** {@code lambda-ci invoke}, and the check of a new version before it takes traffic. */
    INVOKE,
    /** {@code lambda-ci prune}. */
    PRUNE,
    /** {@code lambda-ci promote}, where what is promoted is live: where it is promoted to, it needs what shipping does. */
    PROMOTE_FROM,
    /** {@code lambda-ci announce}. */
    ANNOUNCE,
    /** What a configuration file looks up in AWS. */
    LOOKUPS,
    /** Alarms and errors that are watched while traffic moves. */
    WATCH,
    /** {@code --shift codedeploy:APPLICATION/GROUP}. */
    CODEDEPLOY,
    /** {@code --codeartifact}. */
    CODEARTIFACT,
    /** {@code --notify-webhook ssm:NAME}. */
    NOTIFY_WEBHOOK,
    /** {@code --notify-sns}. */
    NOTIFY_SNS,
    /** {@code --notify-eventbridge}. */
    NOTIFY_EVENTBRIDGE,
    /** {@code --announce-sns}. */
    ANNOUNCE_SNS;

    /** Whether it is named by itself, as a command is, and not by an option. */
    public boolean isCommand() {
        return compareTo(WATCH) < 0;
    }

    /** Its name, as on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

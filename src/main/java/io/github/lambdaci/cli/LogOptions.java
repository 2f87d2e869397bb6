package io.github.lambdaci.cli;

import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.account.LogSource;
import io.github.lambdaci.failure.ProjectException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which lines of a log. */
final class LogOptions {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "From when on: so long ago, as in 30m, 2h or 7d, or a time, as in 2026-11-21T12:00Z; without "
                    + "an offset it is in this machine's time zone. Default: 10m. [LAMBDA_CI_SINCE]")
    private PointInTime since = now -> now;

    @Option(names = "--until", paramLabel = "TIME", description = "Up to when. Default: now. [LAMBDA_CI_UNTIL]")
    private Optional<PointInTime> until = Optional.empty();

    @Option(
            names = "--filter",
            paramLabel = "PATTERN",
            description = "Only what matches a filter pattern of CloudWatch Logs, as in ERROR, '\"timed out\"', "
                    + "'?ERROR ?WARN' or '{ $.level = \"error\" }'. [LAMBDA_CI_LOG_FILTER]")
    private Optional<String> filter = Optional.empty();

    @Option(
            names = "--follow",
            fallbackValue = "true",
            description = "Go on with what is logged from now on, until Ctrl-C. [LAMBDA_CI_FOLLOW]")
    private boolean follow;

    @Option(
            names = "--all-versions",
            fallbackValue = "true",
            description = "Lines of all versions, each with its version's number. [LAMBDA_CI_ALL_VERSIONS]")
    private boolean allVersions;

    boolean isFollowing() {
        return follow;
    }

    boolean isOfAllVersions() {
        return allVersions;
    }

    /** Checks what can be checked without asking AWS. */
    void check(Instant now, QualifierOptions qualifier) {
        if (follow && until.isPresent()) {
            throw new ProjectException("--follow never ends, and --until is an end", "leave one of them out");
        }
        if (allVersions && qualifier.isGiven()) {
            throw new ProjectException("--all-versions and --qualifier contradict", "leave one of them out");
        }
        if (since.at(now).isAfter(now)) {
            throw new ProjectException(
                    "--since " + since.at(now) + " is in the future", "it is " + now + " now; 10m is ten minutes ago");
        }
        if (until.filter(end -> end.at(now).isBefore(since.at(now))).isPresent()) {
            throw new ProjectException(
                    "--until is before --since", "--since is the earlier one: --since 2h --until 1h");
        }
    }

    LogQuery toQuery(List<LogSource> sources, Instant now) {
        return new LogQuery(
                sources, since.at(now), until.map(end -> end.at(now)), filter.filter(pattern -> !pattern.isBlank()));
    }
}

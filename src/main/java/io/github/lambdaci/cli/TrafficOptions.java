package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.traffic.Expectation;
import io.github.lambdaci.traffic.Shift;
import io.github.lambdaci.traffic.SmokeCheck;
import io.github.lambdaci.traffic.TrafficPolicy;
import io.github.lambdaci.traffic.WatchedAlarms;
import io.github.lambdaci.traffic.WatchedAlarms.IfFiring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a version is checked, and how the alias's traffic moves to it. */
final class TrafficOptions {
    @Option(
            names = "--smoke-payload",
            paramLabel = "JSON|@FILE",
            converter = Payloads.class,
            description = "Event to call the new version with before it takes traffic: if it fails, the alias stays. "
                    + "[LAMBDA_CI_SMOKE_PAYLOAD]")
    private Optional<String> smokePayload = Optional.empty();

    @Option(
            names = "--smoke-expect",
            paramLabel = "JSON|/REGEX/",
            description = "What it must answer: a JSON value, of an object at least these members; or a text that the "
                    + "expression is found in. [LAMBDA_CI_SMOKE_EXPECT]")
    private Optional<Expectation> smokeExpected = Optional.empty();

    @Option(
            names = "--shift",
            paramLabel = "HOW",
            converter = Shifts.class,
            defaultValue = "all-at-once",
            description = "How traffic moves: all-at-once; canary:10%%,5m, so much for so long, then all; "
                    + "linear:10%%,1m, so much more each time; codedeploy:APPLICATION/GROUP. Default: all-at-once. "
                    + "[LAMBDA_CI_SHIFT]")
    private Shift shift = new Shift.AllAtOnce();

    @Option(
            names = "--alarm",
            paramLabel = "NAME",
            split = ",",
            description = "CloudWatch alarm that brings the traffic back if it goes off while traffic moves. Can be "
                    + "repeated. Default: the new version's own errors. [LAMBDA_CI_ALARM]")
    private List<String> alarms = List.of();

    @Option(
            names = "--ignore-alarms",
            fallbackValue = "true",
            description = "Ship although an alarm is firing, as its cure does; it is watched once it has stopped. "
                    + "[LAMBDA_CI_IGNORE_ALARMS]")
    private boolean ignoreAlarms;

    /**
     * How a version becomes live.
     *
     * @param timeout how long AWS may take for what it does not do at once
     */
    TrafficPolicy toPolicy(Duration timeout) {
        if (smokeExpected.isPresent() && smokePayload.isEmpty()) {
            throw new ProjectException(
                    "--smoke-expect needs --smoke-payload", "give the event to call the new version with, as in '{}'");
        }
        if (!alarms.isEmpty() && shift instanceof Shift.AllAtOnce) {
            throw new ProjectException(
                    "--alarm is watched while traffic moves, which all at once does not take any time",
                    "let it move slowly, as in --shift canary:10%,5m, or leave out --alarm");
        }
        if (ignoreAlarms && alarms.isEmpty() && !(shift instanceof Shift.CodeDeploy)) {
            throw new ProjectException(
                    "--ignore-alarms needs alarms", "name them with --alarm, or leave out --ignore-alarms");
        }
        return new TrafficPolicy(
                smokePayload.map(payload -> new SmokeCheck(payload, smokeExpected)),
                shift,
                new WatchedAlarms(List.copyOf(alarms), ignoreAlarms ? IfFiring.IGNORE : IfFiring.REFUSE),
                timeout);
    }
}

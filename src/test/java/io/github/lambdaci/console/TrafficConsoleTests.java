package io.github.lambdaci.console;

import static io.github.lambdaci.testing.Releases.PROJECT;
import static io.github.lambdaci.testing.Releases.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.Releases;
import io.github.lambdaci.traffic.Shift;
import io.github.lambdaci.traffic.TrafficLog;
import io.github.lambdaci.traffic.TrafficLog.Reason;
import io.github.lambdaci.traffic.TrafficLog.Sharing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TrafficConsoleTests {
    private static final FunctionVersion OLD = version("41", "old code", "settings");
    private static final FunctionVersion NEW = version("42", "new code", "settings");
    private static final LiveAlias ALIAS = new LiveAlias(OLD, Map.of(), "revision");
    private static final Shift.Gradual CANARY = new Shift.Canary(BigDecimal.TEN, Duration.ofMinutes(5));
    private static final Sharing TENTH = new Sharing("latest", OLD, NEW, BigDecimal.TEN);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ConsoleLog log =
            new ConsoleLog(new PrintStream(written, true, StandardCharsets.UTF_8), Terminal.PLAIN, () -> Instant.EPOCH);
    private final TrafficLog traffic = log.traffic();

    @BeforeEach
    void publish() {
        log.started(PROJECT);
        log.stage(Stage.CHECK);
        log.functionRead(version("$LATEST", "old code", "settings"), "latest", Optional.of(ALIAS));
        log.stage(Stage.PUBLISH);
        log.versionPublished(NEW);
    }

    private void check() {
        traffic.versionChecking(NEW);
        traffic.versionChecked(NEW);
    }

    private void assertGolden(String name) {
        GoldenFile.of(getClass(), name).assertHolds(written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void canaryWithAlarms() {
        check();
        traffic.leftWeightsCleared("latest", new LiveAlias(OLD, Map.of("42", 0.5), "revision"));
        traffic.alarmsIgnored(List.of("latency"));
        traffic.alarmsWatched(List.of("errors", "cost"));
        traffic.aliasMoving("latest", NEW);
        traffic.trafficShifted(TENTH, CANARY);
        traffic.aliasMoved("latest", ALIAS, NEW);
        assertGolden("canary.txt");
    }

    @Test
    void alarmThatGoesOff() {
        traffic.alarmsWatched(List.of("errors"));
        traffic.aliasMoving("latest", NEW);
        traffic.trafficShifted(TENTH, CANARY);
        traffic.goingBack("latest", OLD, "alarm 'errors' (5 errors) went off while the traffic moved\nmore");
        traffic.wentBack("latest", OLD);
        assertGolden("alarm.txt");
        assertThat(log.standing())
                .hasValue("stopped in stage publish: all traffic of alias latest is on version 41 again");
    }

    @Test
    void shiftThatIsOverBeforeErrorsAreCounted() {
        traffic.errorsWatched(NEW, CANARY);
        traffic.errorsWatched(NEW, new Shift.Canary(new BigDecimal("2.5"), Duration.ofSeconds(20)));
        traffic.trafficShifted(
                new Sharing("latest", OLD, NEW, new BigDecimal("2.5")),
                new Shift.Canary(new BigDecimal("2.5"), Duration.ofSeconds(20)));
        assertGolden("errors.txt");
    }

    @Test
    void codeDeploy() {
        traffic.deploymentStarted("d-ABCDEF123", new Shift.CodeDeploy("shop", "orders"));
        traffic.deploymentShifted(TENTH);
        traffic.aliasMoved("latest", ALIAS, NEW);
        assertGolden("codedeploy.txt");
    }

    @Test
    void whyTrafficMovesAtOnce() {
        traffic.movesAtOnce("latest", Reason.NO_ALIAS);
        traffic.movesAtOnce("latest", Reason.FROM_LATEST);
        assertGolden("at-once.txt");
    }

    @Test
    void versionThatWaits() {
        log.aliasLeft("latest", Optional.of(ALIAS), NEW);
        log.aliasLeft("latest", Optional.empty(), NEW);
        log.finished(Releases.waiting());
        assertGolden("waiting.txt");
        assertThat(log.standing()).hasValue("the version is published, and the alias was left as it is");
    }

    @Test
    void standingTellsWhatIsSharedUntilItIsNot() {
        traffic.versionChecking(NEW);
        assertThat(log.standing())
                .hasValue("stopped in stage publish: live traffic was not touched, alias latest still points to"
                        + " version 41");
        traffic.aliasMoving("latest", NEW);
        traffic.trafficShifted(TENTH, CANARY);
        assertThat(log.standing())
                .hasValue("stopped in stage publish: alias latest has 10 % of the traffic on version 42, 90 % on"
                        + " version 41; to send all of it to version 41: aws lambda update-alias --function-name"
                        + " orders --name latest --routing-config AdditionalVersionWeights={}");
        traffic.aliasMoving("latest", NEW);
        assertThat(log.standing())
                .hasValue("stopped in stage publish: alias latest was about to move from version 41 to 42; to see"
                        + " whether it did: aws lambda get-alias --function-name orders --name latest");
        traffic.aliasMoved("latest", ALIAS, NEW);
        assertThat(log.standing())
                .hasValue("stopped in stage publish: alias latest points to version 42 already, which takes the live"
                        + " traffic");
    }
}

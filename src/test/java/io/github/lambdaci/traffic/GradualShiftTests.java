package io.github.lambdaci.traffic;

import static io.github.lambdaci.traffic.TrafficWorld.CANARY;
import static io.github.lambdaci.traffic.TrafficWorld.ignoring;
import static io.github.lambdaci.traffic.TrafficWorld.shifting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.CallCounts;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GradualShiftTests {
    private final TrafficWorld world = new TrafficWorld();

    @AfterEach
    void clearInterruption() {
        Thread.interrupted();
    }

    private void alarmAfter(Duration passed, String name, boolean firing) {
        world.time.after(passed, () -> world.health.alarm(name, firing, "5 errors"));
    }

    @Test
    void canaryTakesAPartForAWhileAndThenAll() {
        LiveAlias live = world.ship(shifting(CANARY));

        assertThat(live.target()).isEqualTo(world.two);
        assertThat(world.traffic()).isEqualTo("2 {}");
        assertThat(world.time.passed()).isEqualTo(Duration.ofMinutes(5));
        assertThat(world.writes.done())
                .containsExactly(
                        "pointAlias live to " + world.one.versionArn() + " {2=0.1}",
                        "pointAlias live to " + world.two.versionArn() + " 'second'");
        assertThat(world.log.events())
                .containsExactly(
                        "errorsWatched 2 PT5M",
                        "aliasMoving live 2",
                        "trafficShifted live 10% 1 -> 2 for PT5M",
                        "aliasMoving live 2",
                        "aliasMoved live 1 -> 2");
    }

    @Test
    void linearTakesOnePartAfterTheOther() {
        world.ship(shifting(new Shift.Linear(new BigDecimal("33.4"), Duration.ofSeconds(2))));

        assertThat(world.log.events("trafficShifted"))
                .containsExactly(
                        "trafficShifted live 33.4% 1 -> 2 for PT2S", "trafficShifted live 66.8% 1 -> 2 for PT2S");
        assertThat(world.writes.done().get(0)).endsWith("{2=0.334}");
        assertThat(world.time.passed()).isEqualTo(Duration.ofSeconds(4));
        assertThat(world.traffic()).isEqualTo("2 {}");
    }

    @Test
    void aliasThatDoesNotExistIsCreatedAtOnce() {
        world.lambda.deleteAlias("orders", "live");

        world.ship(shifting(CANARY));

        assertThat(world.traffic()).isEqualTo("2 {}");
        assertThat(world.time.passed()).isZero();
        assertThat(world.log.events())
                .containsExactly("movesAtOnce live NO_ALIAS", "aliasMoving live 2", "aliasCreated live 2");
    }

    @Test
    void aliasOfLatestMovesAtOnce() {
        world.lambda.changeAlias("orders", "live", world.lambda.latest("orders"), Map.of());

        world.ship(shifting(CANARY));

        assertThat(world.traffic()).isEqualTo("2 {}");
        assertThat(world.log.events("movesAtOnce")).containsExactly("movesAtOnce live FROM_LATEST");
    }

    @Test
    void weightsOfARunThatDiedAreClearedAndTheShiftBeginsAgain() {
        world.lambda.changeAlias("orders", "live", world.one, Map.of("2", 0.5));

        world.ship(shifting(CANARY));

        assertThat(world.writes.done())
                .containsExactly(
                        "pointAlias live to " + world.one.versionArn(),
                        "pointAlias live to " + world.one.versionArn() + " {2=0.1}",
                        "pointAlias live to " + world.two.versionArn() + " 'second'");
        assertThat(world.log.events()).first().isEqualTo("leftWeightsCleared live {2=0.5}");
    }

    @Test
    void alarmThatGoesOffBringsTheTrafficBack() {
        world.health.alarm("errors", false, "");
        alarmAfter(Duration.ofSeconds(47), "errors", true);

        assertThatThrownBy(() -> world.ship(shifting(CANARY, "errors")))
                .isInstanceOf(VersionCheckException.class)
                .hasMessage("alarm 'errors' (5 errors) went off while the traffic moved");
        assertThat(world.traffic()).isEqualTo("1 {}");
        assertThat(world.time.passed()).isEqualTo(Duration.ofSeconds(50));
        // The alias is described as before: it is what it was.
        assertThat(world.writes.done()).last().isEqualTo("pointAlias live to " + world.one.versionArn() + " 'first'");
        assertThat(world.log.events())
                .containsSubsequence(
                        "alarmsWatched [errors]",
                        "trafficShifted live 10% 1 -> 2 for PT5M",
                        "goingBack live 1 alarm 'errors' (5 errors) went off while the traffic moved",
                        "wentBack live 1")
                .noneMatch(event -> event.startsWith("aliasMoved"));
    }

    @Test
    void shortStepsAreWatchedToo() {
        world.health.alarm("errors", false, "");
        alarmAfter(Duration.ofMillis(700), "errors", true);

        assertThatThrownBy(
                        () -> world.ship(shifting(new Shift.Canary(BigDecimal.TEN, Duration.ofSeconds(2)), "errors")))
                .isInstanceOf(VersionCheckException.class);
        assertThat(world.time.passed()).isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void alarmIsLookedAtOnceMoreBeforeAllTrafficMoves() {
        world.health.alarm("errors", false, "");
        alarmAfter(Duration.ofMinutes(5), "errors", true);

        assertThatThrownBy(() -> world.ship(shifting(CANARY, "errors"))).isInstanceOf(VersionCheckException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void alarmThatIsFiringBeforeLetsNothingMove() {
        world.health.alarm("errors", true, "5 errors");

        assertThatThrownBy(() -> world.ship(shifting(CANARY, "errors")))
                .isInstanceOfSatisfying(
                        VersionCheckException.class, e -> assertThat(e.hint()).contains("--ignore-alarms"))
                .hasMessageContaining("'errors' (5 errors)");
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void alarmThatDoesNotExistLetsNothingMove() {
        world.health.alarm("errors", false, "");

        assertThatThrownBy(() -> world.ship(shifting(CANARY, "errors", "eroors")))
                .isInstanceOf(ProjectException.class)
                .hasMessage("there is no CloudWatch alarm 'eroors' in this account and region");
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void cureOfAFiringAlarmCanBeShipped() {
        world.health.alarm("errors", true, "5 errors");
        world.health.alarm("latency", false, "");

        world.ship(ignoring(CANARY, "errors", "latency"));

        assertThat(world.traffic()).isEqualTo("2 {}");
        assertThat(world.log.events("alarmsIgnored")).containsExactly("alarmsIgnored [errors]");
        assertThat(world.log.events("alarmsWatched")).containsExactly("alarmsWatched [latency]");
    }

    @Test
    void otherAlarmsAreWatchedThough() {
        world.health.alarm("errors", true, "5 errors");
        world.health.alarm("latency", false, "");
        alarmAfter(Duration.ofMinutes(1), "latency", true);

        assertThatThrownBy(() -> world.ship(ignoring(CANARY, "errors", "latency")))
                .isInstanceOf(VersionCheckException.class)
                .hasMessageStartingWith("alarm 'latency'");
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void ignoredAlarmIsWatchedOnceItHasStopped() {
        world.health.alarm("errors", true, "5 errors");
        alarmAfter(Duration.ofMinutes(1), "errors", false);
        alarmAfter(Duration.ofMinutes(2), "errors", true);

        assertThatThrownBy(() -> world.ship(ignoring(CANARY, "errors"))).isInstanceOf(VersionCheckException.class);
        assertThat(world.time.passed()).isEqualTo(Duration.ofMinutes(2));
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void alarmThatIsDeletedCannotVouchForTheVersion() {
        world.health.alarm("errors", false, "");
        world.time.after(Duration.ofMinutes(1), () -> world.health.deleteAlarm("errors"));

        assertThatThrownBy(() -> world.ship(shifting(CANARY, "errors")))
                .isInstanceOf(VersionCheckException.class)
                .hasMessage("alarm 'errors' was deleted while the traffic moved");
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    private void countAfter(Duration passed, String version, long invocations, long errors) {
        world.time.after(
                passed,
                () -> world.health.count(
                        "orders", "live", version, world.time.now(), new CallCounts(invocations, errors)));
    }

    @Test
    void versionThatFailsMoreOftenThanTheOneBeforeIsTakenBack() {
        countAfter(Duration.ofSeconds(60), "1", 900, 9);
        countAfter(Duration.ofSeconds(61), "2", 60, 3);
        countAfter(Duration.ofSeconds(121), "2", 1, 1);

        assertThatThrownBy(() -> world.ship(shifting(CANARY)))
                .isInstanceOf(VersionCheckException.class)
                .hasMessage("version 2 failed 4 of 61 calls (6.6 %), version 1 9 of 900 calls (1.0 %), while the"
                        + " traffic moved");
        assertThat(world.time.passed()).isEqualTo(Duration.ofSeconds(135));
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void versionThatFailsAsOftenAsTheOneBeforeIsNot() {
        countAfter(Duration.ofSeconds(60), "1", 900, 450);
        countAfter(Duration.ofSeconds(61), "2", 100, 54);

        world.ship(shifting(CANARY));

        assertThat(world.traffic()).isEqualTo("2 {}");
    }

    @Test
    void twoFailuresProveNothing() {
        countAfter(Duration.ofSeconds(60), "2", 2, 2);

        world.ship(shifting(CANARY));

        assertThat(world.traffic()).isEqualTo("2 {}");
    }

    @Test
    void failuresBeforeTheShiftAreNotHeldAgainstIt() {
        world.health.count("orders", "live", "2", world.time.now().minusSeconds(60), new CallCounts(100, 100));

        world.ship(shifting(CANARY));

        assertThat(world.traffic()).isEqualTo("2 {}");
    }

    @Test
    void interruptionBringsTheTrafficBack() {
        world.time.interruptAfter(Duration.ofSeconds(20));

        assertThatThrownBy(() -> world.ship(shifting(CANARY)))
                .isInstanceOf(InterruptedRunException.class)
                .hasMessage("interrupted while the traffic of alias 'live' moved to version 2");
        assertThat(world.traffic()).isEqualTo("1 {}");
        assertThat(world.log.events()).last().isEqualTo("wentBack live 1");
        assertThat(Thread.interrupted()).as("it is still told to stop").isTrue();
    }

    @Test
    void interruptionWhileTheAliasIsChangedBringsTheTrafficBack() {
        world.writes.before("pointAlias", () -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> world.ship(shifting(CANARY))).isInstanceOf(InterruptedRunException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void failureOfAwsBringsTheTrafficBack() {
        world.time.after(Duration.ofSeconds(20), () -> world.health.fail("CloudWatch is gone"));

        assertThatThrownBy(() -> world.ship(shifting(CANARY)))
                .isInstanceOfSatisfying(
                        VersionCheckException.class, e -> assertThat(e.hint()).isEqualTo("run again"))
                .hasMessage("CloudWatch is gone");
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void bugBringsTheTrafficBackAndStaysABug() {
        world.time.after(Duration.ofSeconds(20), () -> {
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(() -> world.ship(shifting(CANARY))).isInstanceOf(IllegalStateException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void wayBackIsTriedAgain() {
        world.health.alarm("errors", false, "");
        world.time.after(Duration.ofSeconds(20), () -> {
            world.health.alarm("errors", true, "5 errors");
            world.aliases.failures = 3;
        });

        assertThatThrownBy(() -> world.ship(shifting(CANARY, "errors"))).isInstanceOf(VersionCheckException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void wayBackThatCannotBeTakenIsToldWithTheCommandThatTakesIt() {
        world.health.alarm("errors", false, "");
        world.time.after(Duration.ofSeconds(20), () -> {
            world.health.alarm("errors", true, "5 errors");
            world.aliases.failures = 1_000_000;
        });

        assertThatThrownBy(() -> world.ship(shifting(CANARY, "errors")))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        e -> assertThat(e.hint())
                                .contains(
                                        "aws lambda update-alias --function-name orders --name live --function-version 1"
                                                + " --routing-config AdditionalVersionWeights={}"))
                .hasMessageContaining("alias 'live' may still send a part of its traffic to version 2")
                .hasMessageContaining("AWS failed")
                .hasMessageContaining("alarm 'errors'");
        assertThat(world.traffic()).isEqualTo("1 {2=0.1}");
        assertThat(world.time.passed()).isBetween(Duration.ofSeconds(140), Duration.ofSeconds(142));
    }

    @Test
    void interruptedWayBackEndsBeforeTheProcessIsEnded() {
        world.time.after(Duration.ofSeconds(20), () -> {
            world.aliases.failures = 1_000_000;
            Thread.currentThread().interrupt();
        });

        assertThatThrownBy(() -> world.ship(shifting(CANARY)))
                .isInstanceOf(InterruptedRunException.class)
                .hasMessageContaining("may still send a part of its traffic to version 2");
        assertThat(world.time.passed()).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(29));
    }

    @Test
    void interruptionOfTheWayBackDoesNotEndIt() {
        world.health.alarm("errors", false, "");
        world.time.after(Duration.ofSeconds(20), () -> {
            world.health.alarm("errors", true, "5 errors");
            world.aliases.failures = 2;
        });
        world.time.interruptAfter(Duration.ofMillis(20_100));

        assertThatThrownBy(() -> world.ship(shifting(CANARY, "errors"))).isInstanceOf(InterruptedRunException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void wayBackThatIsAbortedAgainAndAgainEnds() {
        world.time.after(Duration.ofSeconds(20), () -> {
            world.aliases.aborted = true;
            Thread.currentThread().interrupt();
        });

        assertThatThrownBy(() -> world.ship(shifting(CANARY)))
                .isInstanceOf(InterruptedRunException.class)
                .hasMessageContaining("which could not be taken back");
    }

    @Test
    void whatSomebodyElseDidMeanwhileStays() {
        world.time.after(
                Duration.ofSeconds(20),
                () -> world.lambda.changeAlias("orders", "live", world.publish("three"), Map.of()));

        assertThatThrownBy(() -> world.ship(shifting(CANARY)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(
                        "somebody else changed alias 'live' while its traffic moved: it points to version 3 now");
        assertThat(world.traffic()).isEqualTo("3 {}");
    }

    @Test
    void weightsForAnotherVersionAreSomebodyElses() {
        world.time.after(
                Duration.ofSeconds(20),
                () -> world.lambda.changeAlias(
                        "orders",
                        "live",
                        world.one,
                        Map.of(world.publish("three").version(), 0.2)));

        assertThatThrownBy(() -> world.ship(shifting(CANARY))).isInstanceOf(AwsException.class);
        assertThat(world.traffic()).isEqualTo("1 {3=0.2}");
    }

    @Test
    void changeWhoseAnswerIsLostIsFoundDone() {
        world.writes.failAfter(2);

        world.ship(shifting(CANARY));

        assertThat(world.traffic()).isEqualTo("2 {}");
    }

    @Test
    void moveAtOnceWhoseAnswerIsLostIsFoundDoneToo() {
        world.writes.failAfter(1);

        world.ship(TrafficPolicy.USUAL);

        assertThat(world.traffic()).isEqualTo("2 {}");
    }

    @Test
    void moveAtOnceThatFailsStaysWhereItWas() {
        world.writes.failBefore(1);

        assertThatThrownBy(() -> world.ship(TrafficPolicy.USUAL)).isInstanceOf(AwsException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
        assertThat(world.lambda.alias("orders", "live")).isNotEqualTo(Optional.empty());
    }
}

package io.github.lambdaci.traffic;

import static io.github.lambdaci.traffic.TrafficWorld.ignoring;
import static io.github.lambdaci.traffic.TrafficWorld.shifting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.DeploymentRequest;
import io.github.lambdaci.account.DeploymentState.Phase;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.VersionCheckException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeploymentShiftTests {
    private static final Shift.CodeDeploy SHIFT = new Shift.CodeDeploy("shop", "orders");

    private final TrafficWorld world = new TrafficWorld();

    @BeforeEach
    void makeGroup() {
        world.deployments.group("shop", "orders");
        world.deployments.state(Phase.GOING_ON, "");
        moves(Duration.ofSeconds(4), world.one, Map.of("2", 0.1));
    }

    @AfterEach
    void clearInterruption() {
        Thread.interrupted();
    }

    private void moves(Duration passed, FunctionVersion target, Map<String, Double> weights) {
        world.time.after(passed, () -> world.lambda.changeAlias("orders", "live", target, weights));
    }

    private void ends(Duration passed, Phase phase, String reason) {
        world.time.after(passed, () -> world.deployments.state(phase, reason));
    }

    @Test
    void codeDeployMovesTheTraffic() {
        moves(Duration.ofSeconds(61), world.two, Map.of());
        ends(Duration.ofSeconds(62), Phase.SUCCEEDED, "");

        world.ship(shifting(SHIFT));

        assertThat(world.deployments.requests())
                .containsExactly(
                        new DeploymentRequest("shop", "orders", "live", world.one, world.two, Optional.empty()));
        assertThat(world.traffic()).isEqualTo("2 {}");
        assertThat(world.log.events())
                .containsExactly(
                        "aliasMoving live 2",
                        "deploymentStarted d-1",
                        "deploymentShifted live 10% 1 -> 2",
                        "aliasMoved live 1 -> 2");
        // CodeDeploy does not describe the alias.
        assertThat(world.writes.done()).containsExactly("pointAlias live to " + world.two.versionArn() + " 'second'");
    }

    @Test
    void alarmsThatAreNamedTakeThePlaceOfTheGroupsOwn() {
        moves(Duration.ofSeconds(61), world.two, Map.of());
        ends(Duration.ofSeconds(62), Phase.SUCCEEDED, "");

        world.ship(shifting(SHIFT, "errors"));

        assertThat(world.deployments.requests().get(0).alarms()).hasValue(List.of("errors"));
    }

    @Test
    void alarmsThatAreToBeIgnoredAreNotWatched() {
        moves(Duration.ofSeconds(61), world.two, Map.of());
        ends(Duration.ofSeconds(62), Phase.SUCCEEDED, "");

        world.ship(ignoring(SHIFT));

        assertThat(world.deployments.requests().get(0).alarms()).hasValue(List.of());
    }

    @Test
    void deploymentThatFailsBringsTheTrafficBackItself() {
        ends(Duration.ofSeconds(30), Phase.STOPPED, "an alarm went off (ALARM_ACTIVE)");
        moves(Duration.ofSeconds(40), world.one, Map.of());

        assertThatThrownBy(() -> world.ship(shifting(SHIFT)))
                .isInstanceOf(VersionCheckException.class)
                .hasMessage("CodeDeploy's deployment d-1 was stopped: an alarm went off (ALARM_ACTIVE)");
        assertThat(world.writes.done()).isEmpty();
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void trafficThatAFailedDeploymentLeavesIsBroughtBack() {
        ends(Duration.ofSeconds(30), Phase.FAILED, "");

        assertThatThrownBy(() -> world.ship(shifting(SHIFT)))
                .isInstanceOf(VersionCheckException.class)
                .hasMessage("CodeDeploy's deployment d-1 failed: CodeDeploy gives no reason");
        assertThat(world.traffic()).isEqualTo("1 {}");
        assertThat(world.writes.done()).containsExactly("pointAlias live to " + world.one.versionArn() + " 'first'");
    }

    @Test
    void interruptionStopsTheDeployment() {
        world.time.interruptAfter(Duration.ofSeconds(12));
        moves(Duration.ofSeconds(14), world.one, Map.of());

        assertThatThrownBy(() -> world.ship(shifting(SHIFT))).isInstanceOf(InterruptedRunException.class);
        assertThat(world.deployments.stopped()).containsExactly("d-1");
        assertThat(world.traffic()).isEqualTo("1 {}");
        assertThat(world.log.events()).last().isEqualTo("wentBack live 1");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void deploymentThatDoesNotStopInTimeIsNamed() {
        world.time.interruptAfter(Duration.ofSeconds(12));

        assertThatThrownBy(() -> world.ship(shifting(SHIFT)))
                .isInstanceOf(InterruptedRunException.class)
                .hasMessageContaining("deployment d-1 was told to stop, but has not brought the traffic back yet");
        assertThat(world.deployments.stopped()).containsExactly("d-1");
    }

    @Test
    void deploymentThatCannotBeFollowedIsStopped() {
        world.time.after(Duration.ofSeconds(12), () -> world.aliases.failures = 2);
        moves(Duration.ofSeconds(14), world.one, Map.of());

        assertThatThrownBy(() -> world.ship(shifting(SHIFT)))
                .isInstanceOf(VersionCheckException.class)
                .hasMessage("AWS failed");
        assertThat(world.deployments.stopped()).containsExactly("d-1");
    }

    @Test
    void deploymentThatIsRefusedLeavesTheAliasAlone() {
        assertThatThrownBy(() -> world.ship(shifting(new Shift.CodeDeploy("shop", "others"))))
                .isInstanceOf(AwsException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void successIsNotBelievedWithoutTheAlias() {
        ends(Duration.ofSeconds(30), Phase.SUCCEEDED, "");

        assertThatThrownBy(() -> world.ship(shifting(SHIFT)))
                .isInstanceOf(AwsException.class)
                .hasMessage("deployment d-1 succeeded, but alias 'live' does not point to version 2");
    }

    @Test
    void firstVersionNeedsNoDeployment() {
        world.lambda.deleteAlias("orders", "live");

        world.ship(shifting(SHIFT));

        assertThat(world.deployments.requests()).isEmpty();
        assertThat(world.traffic()).isEqualTo("2 {}");
    }
}

package io.github.lambdaci.traffic;

import static io.github.lambdaci.traffic.TrafficWorld.CANARY;
import static io.github.lambdaci.traffic.TrafficWorld.shifting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.HeldBackException;
import io.github.lambdaci.failure.InterruptedRunException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A version that becomes live together with others. */
class GateTests {
    private static final TrafficPolicy AT_ONCE = shifting(new Shift.AllAtOnce());

    private final TrafficWorld world = new TrafficWorld();
    private final Others others = new Others();

    /** The others, one of which may fail. */
    private final class Others implements Gate {
        Optional<String> beforeMove = Optional.empty();
        Optional<String> meanwhile = Optional.empty();
        Optional<String> afterMove = Optional.empty();
        Runnable afterwards = () -> {};

        @Override
        public Optional<String> awaitMove() {
            assertThat(world.traffic()).isEqualTo("1 {}");
            return beforeMove;
        }

        @Override
        public Optional<String> objection() {
            return meanwhile;
        }

        @Override
        public Optional<String> awaitStay() {
            assertThat(world.traffic()).isEqualTo("2 {}");
            afterwards.run();
            return afterMove;
        }
    }

    @AfterEach
    void clearInterruption() {
        Thread.interrupted();
    }

    @Test
    void trafficStaysIfAllAreLive() {
        world.ship(AT_ONCE.behind(others));

        assertThat(world.traffic()).isEqualTo("2 {}");
        assertThat(world.log.events())
                .containsExactly("awaitingOthers 2", "aliasMoving live 2", "aliasMoved live 1 -> 2");
    }

    @Test
    void nothingMovesIfAnotherIsNotReady() {
        others.beforeMove = Optional.of("mailer");

        assertThatThrownBy(() -> world.ship(AT_ONCE.behind(others)))
                .isInstanceOf(HeldBackException.class)
                .hasMessage("version 2 is published, and alias 'live' was left at version 1");
        assertThat(world.writes.done()).isEmpty();
    }

    @Test
    void trafficAndDescriptionGoBackIfAnotherFails() {
        others.afterMove = Optional.of("mailer");

        assertThatThrownBy(() -> world.ship(AT_ONCE.behind(others)))
                .isInstanceOf(HeldBackException.class)
                .hasMessage("version 2 is published, and alias 'live' went back to version 1");
        assertThat(world.traffic()).isEqualTo("1 {}");
        assertThat(world.lambda.alias("orders", "live").orElseThrow().description())
                .contains("first");
        assertThat(world.log.events())
                .endsWith("goingBack live 1 it is not to be live without 'mailer', which failed", "wentBack live 1");
    }

    @Test
    void trafficThatIsMovingGoesBackAtOnce() {
        others.meanwhile = Optional.of("mailer");

        assertThatThrownBy(() -> world.ship(shifting(CANARY).behind(others))).isInstanceOf(HeldBackException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
        assertThat(world.time.passed()).isZero();
    }

    @Test
    void trafficThatMovedGoesBackIfThatIsNotCertain() {
        others.afterwards = () -> {
            throw new AssertionError("it failed before");
        };
        world.aliases.failsToSettle = true;

        assertThatThrownBy(() -> world.ship(AT_ONCE.behind(others))).hasMessageContaining("AWS failed");
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void weightsThatARunLeftAreClearedBeforeItWaits() {
        world.lambda.changeAlias("orders", "live", world.one, Map.of("2", 0.1));
        others.beforeMove = Optional.of("mailer");

        assertThatThrownBy(() -> world.ship(AT_ONCE.behind(others))).isInstanceOf(HeldBackException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void aDeploymentOfCodeDeployIsStoppedIfAnotherFails() {
        world.deployments.group("shop", "orders");
        others.meanwhile = Optional.of("mailer");

        assertThatThrownBy(() -> world.ship(
                        shifting(new Shift.CodeDeploy("shop", "orders")).behind(others)))
                .isInstanceOf(HeldBackException.class);
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void whoeverIsToldToStopWhileItWaitsBringsTheTrafficBack() {
        others.afterwards = () -> {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException("waiting for the others");
        };

        assertThatThrownBy(() -> world.ship(AT_ONCE.behind(others))).isInstanceOf(InterruptedRunException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(world.traffic()).isEqualTo("1 {}");
    }

    @Test
    void whatCannotGoBackIsSaid() {
        others.afterMove = Optional.of("mailer");
        others.afterwards = () -> world.aliases.failures = Integer.MAX_VALUE;

        assertThatThrownBy(() -> world.ship(AT_ONCE.behind(others)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("alias 'live' may still send a part of its traffic to version 2")
                .hasMessageContaining("it is not to be live without 'mailer'");
    }

    @Test
    void anAliasThatWasNotThereStays() {
        world.lambda.deleteAlias("orders", "live");
        Gate late = new Gate() {
            @Override
            public Optional<String> awaitMove() {
                return Optional.empty();
            }

            @Override
            public Optional<String> objection() {
                return Optional.empty();
            }

            @Override
            public Optional<String> awaitStay() {
                return Optional.of("mailer");
            }
        };

        assertThatThrownBy(() -> world.ship(AT_ONCE.behind(late)))
                .isInstanceOf(HeldBackException.class)
                .hasMessageEndingWith("alias 'live', which there was not before, stays at it");
    }
}

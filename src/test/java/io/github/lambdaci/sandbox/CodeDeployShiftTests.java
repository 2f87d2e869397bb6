package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CodeDeployShiftTests extends CodeDeployFixture {
    @Test
    void canarySendsATenthOfTheCallsAndThenAll() {
        group(CANARY, true);
        String id = deploy("1", "2");
        assertThat(status(id)).isEqualTo("Created");
        assertThat(traffic()).isEqualTo("1 {}");

        clock.advance(PAUSE);
        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("1 {2=0.1}");
        assertThat(target(id)
                        .path("lambdaFunctionInfo")
                        .path("targetVersionWeight")
                        .asDouble())
                .isEqualTo(0.1);

        clock.advance(MINUTE.multipliedBy(5).minusMillis(1));
        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("1 {2=0.1}");

        clock.advance(Duration.ofMillis(1));
        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("2 {}");

        clock.advance(PAUSE);
        assertThat(status(id)).isEqualTo("Succeeded");
        assertThat(deployment(id).path("deploymentOverview").path("Succeeded").asInt())
                .isOne();
        assertThat(deployment(id).path("completeTime").asDouble())
                .isEqualTo(clock.instant().toEpochMilli() / 1000.0);
        JsonNode target = target(id);
        assertThat(target.path("status").asText()).isEqualTo("Succeeded");
        assertThat(target.path("targetArn").asText()).endsWith(":function:orders:live");
        assertThat(target.path("lifecycleEvents").findValuesAsText("lifecycleEventName"))
                .containsExactly("BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic");
    }

    @Test
    void linearSendsATenthMoreEveryMinute() {
        group("CodeDeployDefault.LambdaLinear10PercentEvery1Minute", true);
        String id = deploy("1", "2");
        clock.advance(PAUSE);

        for (int tenths = 1; tenths < 10; tenths++) {
            assertThat(status(id)).isEqualTo("InProgress");
            assertThat(traffic()).isEqualTo("1 {2=" + tenths / 10.0 + "}");
            clock.advance(MINUTE);
        }

        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("2 {}");
    }

    @Test
    void allAtOnceMovesTheAliasAtOnce() {
        group("CodeDeployDefault.LambdaAllAtOnce", true);
        String id = deploy("1", "2");
        clock.advance(PAUSE);
        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("2 {}");

        clock.advance(PAUSE);

        assertThat(status(id)).isEqualTo("Succeeded");
    }

    @Test
    void alarmStopsTheShiftAndRollsItBack() {
        group(CANARY, true);
        String id = deploy("1", "2");
        clock.advance(PAUSE);
        assertThat(status(id)).isEqualTo("InProgress");

        alarm("ALARM");

        JsonNode stopped = deployment(id);
        assertThat(stopped.path("status").asText()).isEqualTo("Stopped");
        assertThat(stopped.path("errorInformation").path("code").asText()).isEqualTo("ALARM_ACTIVE");
        assertThat(stopped.path("errorInformation").path("message").asText()).endsWith("Activated alarms: errors");
        String rollback = rollbackOf(id);
        clock.advance(PAUSE);
        assertThat(status(rollback)).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("1 {}");
        clock.advance(PAUSE);
        assertThat(status(rollback)).isEqualTo("Succeeded");
        assertThat(deployment(rollback).path("creator").asText()).isEqualTo("codeDeployRollback");
        assertThat(deployment(rollback)
                        .path("rollbackInfo")
                        .path("rollbackTriggeringDeploymentId")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void alarmWithoutRollbackLeavesTheWeights() {
        group(CANARY, false);
        String id = deploy("1", "2");
        clock.advance(PAUSE);
        assertThat(status(id)).isEqualTo("InProgress");

        alarm("ALARM");

        assertThat(status(id)).isEqualTo("Stopped");
        clock.advance(MINUTE.multipliedBy(10));
        assertThat(traffic()).isEqualTo("1 {2=0.1}");
        assertThat(rollbackOf(id)).isEmpty();
    }

    @Test
    void alarmThatIsActiveBeforehandLetsNothingMove() {
        group(CANARY, true);
        alarm("ALARM");
        String id = deploy("1", "2");

        clock.advance(PAUSE);

        assertThat(status(id)).isEqualTo("Stopped");
        assertThat(traffic()).isEqualTo("1 {}");
        assertThat(rollbackOf(id)).isEmpty();
    }

    @Test
    void deploymentFromAnotherVersionThanTheAliasesFails() {
        group(CANARY, true);
        String id = deploy("2", "1");
        clock.advance(PAUSE);

        JsonNode failed = deployment(id);
        assertThat(failed.path("status").asText()).isEqualTo("Failed");
        assertThat(failed.path("errorInformation").path("code").asText()).isEqualTo("INVALID_LAMBDA_CONFIGURATION");
        assertThat(failed.path("errorInformation").path("message").asText())
                .endsWith("The Lambda function alias version does not match the current version in AppSpec file.");
        assertThat(traffic()).isEqualTo("1 {}");
    }

    @Test
    void deploymentToAVersionThatIsNotThereFails() {
        group(CANARY, true);
        String id = deploy("1", "7");
        clock.advance(PAUSE);

        assertThat(deployment(id).path("errorInformation").path("code").asText())
                .isEqualTo("INVALID_LAMBDA_FUNCTION");
    }

    @Test
    void aliasThatSomebodyElseMovesFailsTheDeployment() {
        group(CANARY, false);
        String id = deploy("1", "2");
        clock.advance(PAUSE);
        assertThat(status(id)).isEqualTo("InProgress");
        sandbox.lambda()
                .updateAlias(request -> request.functionName(FUNCTION)
                        .name("live")
                        .routingConfig(routing -> routing.additionalVersionWeights(java.util.Map.of("2", 0.5))));

        clock.advance(MINUTE.multipliedBy(5));

        assertThat(status(id)).isEqualTo("Failed");
        assertThat(traffic()).isEqualTo("1 {2=0.5}");
    }

    @Test
    void stoppedDeploymentStaysWhereItIsUnlessItIsRolledBack() {
        group(CANARY, false);
        String left = deploy("1", "2");
        clock.advance(PAUSE);
        assertThat(status(left)).isEqualTo("InProgress");
        assertThat(call("StopDeployment", named(left)).path("status").asText()).isEqualTo("Succeeded");
        assertThat(deployment(left).path("errorInformation").path("code").asText())
                .isEqualTo("MANUAL_STOP");
        assertThat(traffic()).isEqualTo("1 {2=0.1}");
        assertRefused("StopDeployment", named(left), "DeploymentAlreadyCompletedException");
        clearWeights();

        String back = deploy("1", "2");
        clock.advance(PAUSE);
        assertThat(status(back)).isEqualTo("InProgress");
        JsonNode unused = call("StopDeployment", "{\"deploymentId\": \"" + back + "\", \"autoRollbackEnabled\": true}");
        assertThat(status(back)).isEqualTo("Stopped");
        clock.advance(PAUSE);
        assertThat(status(rollbackOf(back))).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("1 {}");
    }

    private void clearWeights() {
        var unused = sandbox.lambda()
                .updateAlias(request -> request.functionName(FUNCTION)
                        .name("live")
                        .routingConfig(routing -> routing.additionalVersionWeights(java.util.Map.of())));
    }

    @Test
    void deploymentGoesOnAfterARestart() {
        group(CANARY, true);
        String id = deploy("1", "2");
        clock.advance(PAUSE);
        assertThat(status(id)).isEqualTo("InProgress");
        sandbox.close();
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults().withClock(clock));

        assertThat(traffic()).isEqualTo("1 {2=0.1}");
        clock.advance(MINUTE.multipliedBy(5));

        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("2 {}");
    }

    @Test
    void deploymentIsCarriedOutThoughNobodyAsksForIt() {
        group(CANARY, true);
        String id = deploy("1", "2");
        clock.advance(MINUTE);
        Instant deadline = Instant.now().plusSeconds(30);

        while (!traffic().equals("1 {2=0.1}") && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }

        assertThat(traffic()).isEqualTo("1 {2=0.1}");
        assertThat(status(id)).isEqualTo("InProgress");
    }
}

package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.pipeline.Rollout;
import io.github.lambdaci.traffic.Shift;
import io.github.lambdaci.traffic.TrafficPolicy;
import io.github.lambdaci.traffic.WatchedAlarms;
import io.github.lambdaci.traffic.WatchedAlarms.IfFiring;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrafficOptionsTests {
    private final CommandRun command = new CommandRun();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private TrafficPolicy policy(String options) {
        assertThat(command.ship(options)).as(command.err()).isZero();
        return command.request().rollout().traffic();
    }

    private String refused(String options) {
        assertThat(command.ship(options)).isEqualTo(2);
        assertThat(command.launcher.requests).isEmpty();
        return command.err();
    }

    @Test
    void trafficMovesAtOnceAndUnchecked() {
        assertThat(policy("")).isEqualTo(TrafficPolicy.USUAL);
        assertThat(command.request().rollout().end()).isEqualTo(Rollout.End.LIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "canary:10%,5m 10 PT5M",
                "canary:2.5%,90s 2.5 PT1M30S",
                "canary:10,1h 10 PT1H",
                "Canary10Percent5Minutes 10 PT5M",
                "LambdaCanary10Percent15Minutes 10 PT15M",
                "CodeDeployDefault.LambdaCanary10Percent30Minutes 10 PT30M",
            })
    void canariesAreReadInEveryForm(String text, BigDecimal percent, Duration interval) {
        assertThat(policy("--shift " + text).shift()).isEqualTo(new Shift.Canary(percent, interval));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "linear:10%,1m 10 PT1M",
                "Linear10PercentEvery1Minute 10 PT1M",
                "LambdaLinear10PercentEvery10Minutes 10 PT10M",
            })
    void linearShiftsAreReadInEveryForm(String text, BigDecimal percent, Duration interval) {
        assertThat(policy("--shift " + text).shift()).isEqualTo(new Shift.Linear(percent, interval));
    }

    @Test
    void otherShiftsAreRead() {
        assertThat(policy("--shift codedeploy:shop/orders-live").shift())
                .isEqualTo(new Shift.CodeDeploy("shop", "orders-live"));
        assertThat(new Shifts().convert("all-at-once")).isEqualTo(new Shift.AllAtOnce());
        assertThat(new Shifts().convert("CodeDeployDefault.LambdaAllAtOnce")).isEqualTo(new Shift.AllAtOnce());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slowly|'slowly' is no way to move traffic",
                "canary:10%|'canary:10%' is no way to move traffic",
                "canary:0.5%,5m|'canary:0.5%,5m' moves 0.5 % of the traffic",
                "canary:100%,5m|'canary:100%,5m' moves 100 % of the traffic",
                "canary:10%,0s|'canary:10%,0s' takes no time",
                "canary:10%,soon|'soon' is not a duration",
                "codedeploy:shop|'codedeploy:shop' is no way to move traffic",
            })
    void otherTextsAreNoShift(String text, String message) {
        assertThat(refused("--shift " + text)).startsWith("ERROR " + message);
    }

    @Test
    void payloadIsJsonOrAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), "{\"ping\": true}");

        assertThat(policy("--smoke-payload @" + file).smoke()).hasValueSatisfying(smoke -> {
            assertThat(smoke.payload()).isEqualTo("{\"ping\": true}");
            assertThat(smoke.expectation()).isEmpty();
        });
    }

    @Test
    void expectationIsRead() {
        assertThat(policy("--smoke-payload {} --smoke-expect {\"ok\":true}")
                        .smoke()
                        .orElseThrow()
                        .expectation())
                .hasToString("Optional[{\"ok\":true}]");
    }

    @Test
    void wrongPayloadIsRefusedBeforeAnythingIsDone() throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), "ping");

        assertThat(refused("--smoke-payload {ping")).startsWith("ERROR '{ping' is not JSON: ");
        assertThat(new CommandRun().ship("--smoke-payload @" + file)).isEqualTo(2);
        assertThat(new CommandRun().ship("--smoke-payload @" + folder.resolve("missing.json")))
                .isEqualTo(2);
        assertThat(new CommandRun().ship("--smoke-payload @" + folder)).isEqualTo(2);
    }

    @Test
    void missingPayloadFileIsNamed() {
        assertThat(refused("--smoke-payload @missing.json"))
                .startsWith("ERROR missing.json cannot be read: there is no such file (--smoke-payload)");
    }

    @Test
    void alarmsAreNamed() {
        assertThat(policy("--shift canary:10%,5m --alarm errors --alarm latency,cost --ignore-alarms")
                        .alarms())
                .isEqualTo(new WatchedAlarms(List.of("errors", "latency", "cost"), IfFiring.IGNORE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--smoke-expect {}|--smoke-expect needs --smoke-payload",
                "--alarm errors|--alarm is watched while traffic moves",
                "--shift canary:10%,5m --ignore-alarms|--ignore-alarms needs alarms",
            })
    void whatHasNoEffectIsRefused(String options, String message) {
        assertThat(refused(options)).startsWith("ERROR " + message);
    }

    @Test
    void codeDeployKnowsItsOwnAlarms() {
        assertThat(policy("--shift codedeploy:shop/orders --ignore-alarms").alarms())
                .isEqualTo(new WatchedAlarms(List.of(), IfFiring.IGNORE));
    }

    @Test
    void variablesAreTakenToo() {
        command.environment.put("LAMBDA_CI_SHIFT", "linear:20%,30s");
        command.environment.put("LAMBDA_CI_ALARM", "errors,latency");
        command.environment.put("LAMBDA_CI_SMOKE_PAYLOAD", "{\"a\": [1, 2]}");
        command.environment.put("LAMBDA_CI_NO_SHIFT", "true");

        TrafficPolicy policy = policy("");

        assertThat(policy.shift()).isEqualTo(new Shift.Linear(BigDecimal.valueOf(20), Duration.ofSeconds(30)));
        assertThat(policy.alarms().names()).containsExactly("errors", "latency");
        assertThat(policy.smoke().orElseThrow().payload()).isEqualTo("{\"a\": [1, 2]}");
        assertThat(command.request().rollout().end()).isEqualTo(Rollout.End.PUBLISHED);
    }

    @Test
    void aliasCanBeLeftToSomebodyElse() {
        assertThat(command.ship("--no-shift")).isZero();
        assertThat(command.request().rollout().end()).isEqualTo(Rollout.End.PUBLISHED);
    }
}

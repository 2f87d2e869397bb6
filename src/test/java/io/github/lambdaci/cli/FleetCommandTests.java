package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.testing.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetCommandTests {
    private final CommandRun command = new CommandRun();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        for (String function : new String[] {"orders", "customers", "mail-in", "mail-out"}) {
            Files.createDirectory(folder.resolve(function));
            Files.writeString(folder.resolve(function).resolve("app.py"), "");
        }
        file = Files.writeString(folder.resolve("lambda-ci.yml"), """
                defaults:
                  app-s3-bucket: artifacts
                  source-version: 1.4.0
                functions:
                  orders:
                    app-src-path: orders
                    after: [customers]
                  customers:
                    app-src-path: customers
                  mail-in:
                    app-src-path: mail-in
                  mail-out:
                    app-src-path: mail-out
                environments:
                  qa:
                    function-name-pattern: "{function}-qa"
                  everywhere:
                    regions: [eu-west-1, us-east-1]
                  prod:
                    waves:
                      - environments: prod-eu
                        check: ./looks-good
                      - [prod-us, prod-ap]
                  prod-eu: {aws-region: eu-west-1}
                  prod-us: {aws-region: us-east-1}
                  prod-ap: {aws-region: ap-south-1}
                """);
    }

    @Test
    void allFunctionsAreShipped() {
        assertThat(ship("--environment qa --parallelism 1")).isZero();

        assertThat(command.launcher.requests)
                .extracting(request -> request.project().target().function())
                .containsExactly("customers-qa", "orders-qa", "mail-in-qa", "mail-out-qa");
        assertThat(command.out().lines())
                .hasSize(4)
                .containsOnly(Releases.published().live().versionArn());
        assertThat(command.launcher.calls).endsWith("ended mail-out", "shown", "close fleet");
    }

    @Test
    void eachOfThemIsAnnounced() {
        assertThat(ship("--environment qa --announce-sns arn:aws:sns:eu-west-1:123456789012:artifacts"))
                .as(command.err())
                .isZero();

        assertThat(Collections.frequency(command.launcher.calls, "announce 42")).isEqualTo(4);
    }

    @Test
    void thoseThatAreNamedAreShippedAndNoOthers() {
        assertThat(ship("--function mail-* --output json")).isZero();

        assertThat(command.launcher.calls).contains("begun mail-in", "begun mail-out");
        assertThat(command.launcher.requests).hasSize(2);
        assertThat(command.out()).isEqualTo("{\"fleet\": 2}\n");
    }

    @Test
    void aPatternThatFitsNoneIsAnError() {
        assertThat(ship("--function mail-*,invoices")).isEqualTo(2);

        assertThat(command.err())
                .contains("has no function 'invoices'", "it has: orders, customers, mail-in, mail-out");
        assertThat(command.launcher.requests).isEmpty();
    }

    @Test
    void oneFunctionIsShippedAsIfThereWereNoFile() {
        assertThat(ship("--function orders")).isZero();

        assertThat(command.launcher.calls).endsWith("ship", "close").noneMatch(call -> call.startsWith("fleet"));
    }

    @Test
    void oneOfManyIsShippedAsItWouldBeAlone() throws IOException {
        Files.writeString(file, Files.readString(file).replace("defaults:\n", "defaults:\n  exclude: []\n"));
        command.environment.put("LAMBDA_CI_EXCLUDE", "*.md");

        assertThat(ship("--function orders")).isZero();
        assertThat(ship("--function orders,customers")).isZero();

        assertThat(command.launcher.requests.get(2))
                .usingRecursiveComparison()
                .isEqualTo(command.launcher.requests.get(0));
    }

    @Test
    void environmentsAreShippedToWaveByWave() {
        assertThat(ship("--environment prod --function orders,customers --parallelism 1"))
                .isZero();

        assertThat(command.launcher.calls)
                .filteredOn(call -> call.matches("(wave|begun|check) .*"))
                .containsExactly(
                        "wave 1 of 2: prod-eu",
                        "begun customers (prod-eu)",
                        "begun orders (prod-eu)",
                        "check ./looks-good of prod-eu",
                        "wave 2 of 2: prod-us, prod-ap",
                        "begun customers (prod-us)",
                        "begun customers (prod-ap)",
                        "begun orders (prod-us)",
                        "begun orders (prod-ap)");
        assertThat(command.launcher.calls.indexOf("forecast"))
                .as("all are looked at first")
                .isLessThan(command.launcher.calls.indexOf("wave 1 of 2: prod-eu"));
    }

    @Test
    void whatACheckKeepsFromBeingShippedIsAFailure() {
        command.launcher.checkStatus = 1;

        assertThat(ship("--environment prod --function orders")).isEqualTo(1);

        assertThat(command.launcher.calls).contains("check failed with 1").doesNotContain("begun orders (prod-us)");
    }

    @Test
    void placesThatWouldWaitForOneAnotherAreNotAtomic() {
        assertThat(ship("--environment everywhere --function orders --atomic")).isEqualTo(2);

        assertThat(command.err()).contains("orders (eu-west-1) and orders (us-east-1) have the same one");
        assertThat(command.launcher.calls).noneMatch(call -> call.startsWith("begun"));
    }

    @Test
    void whatCannotBeAnnouncedStopsNothingAndIsAFailure() {
        command.launcher.announcing = () -> {
            throw new AwsException("orders is live, but it was not announced", "see the topic");
        };

        assertThat(
                        ship(
                                "--environment qa --fail-fast --parallelism 1 --announce-sns arn:aws:sns:eu-west-1:123456789012:artifacts"))
                .isEqualTo(1);

        assertThat(command.out().lines()).hasSize(4);
        assertThat(command.launcher.calls).contains("tell orders is live, but it was not announced");
    }

    @Test
    void otherCommandsWorkOnOnePlace() {
        assertThat(command.run("status --config " + file + " --environment prod --function orders"))
                .isEqualTo(2);

        assertThat(command.err()).contains("name one of them instead: prod-eu, prod-us, prod-ap");
    }

    @Test
    void eachRegionComesAfterTheOneBeforeAndIsLookedAtFirst() {
        assertThat(ship("--environment everywhere --function orders --parallelism 1"))
                .isZero();

        assertThat(command.launcher.calls)
                .filteredOn(call -> !call.equals("values"))
                .containsExactly(
                        "fleet of [orders (eu-west-1), orders (us-east-1)]",
                        "open to plan",
                        "forecast",
                        "close",
                        "open to plan",
                        "forecast",
                        "close",
                        "begun orders (eu-west-1)",
                        "ship",
                        "close",
                        "ended orders (eu-west-1)",
                        "begun orders (us-east-1)",
                        "ship",
                        "close",
                        "ended orders (us-east-1)",
                        "shown",
                        "close fleet");
    }

    @Test
    void onlyFunctionsWhoseFilesChangedAreShippedIfThatIsAskedFor() throws Exception {
        git("init", "--quiet", "--initial-branch", "main");
        git("add", "-A");
        git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "-m", "one");
        assertThat(ship("--changed-since main")).as(command.err()).isZero();
        assertThat(command.out()).isEmpty();

        Files.writeString(folder.resolve("orders/app.py"), "changed");
        assertThat(ship("--changed-since main")).as(command.err()).isZero();

        assertThat(command.launcher.requests)
                .extracting(request -> request.project().target().function())
                .containsExactlyInAnyOrder("orders");
    }

    private void git(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("git"));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void plansAreMadeForAllAndNothingIsShipped() {
        assertThat(command.run("plan --exit-code --environment everywhere --function mail-* --config " + file))
                .isEqualTo(4);
        assertThat(command.launcher.calls)
                .contains("plan", "begun mail-in (eu-west-1)", "begun mail-out (us-east-1)")
                .doesNotContain("ship", "forecast", "shown");
        assertThat(command.run("plan --output json --config " + file)).isZero();
        assertThat(command.out()).endsWith("{\"plans\": 4}\n");
    }

    @Test
    void theExitStatusIsThatOfTheWorstEnding() {
        command.launcher.ship = () -> {
            throw new VersionCheckException("refused", "repair it");
        };
        assertThat(ship("")).isEqualTo(3);

        command.launcher.ship = () -> {
            throw new AwsException("no answer", "try again", null);
        };
        assertThat(ship("")).isEqualTo(1);
        assertThat(command.launcher.calls).contains("ended orders", "shown");
    }

    @Test
    void nothingIsBegunWhereTheOptionsOfOneAreWrong() throws IOException {
        Files.writeString(file, Files.readString(file).replace("app-src-path: mail-out", "app-src-path: gone"));

        assertThat(ship("")).isEqualTo(2);

        assertThat(command.err()).contains("gone");
        assertThat(command.launcher.requests).isEmpty();
    }

    @Test
    void whatIsForOneFunctionIsRefused() {
        assertThat(ship("--watch-log-stream")).isEqualTo(2);
        assertThat(command.err()).contains("--watch-log-stream is for one function, and this run is for several");
        assertThat(ship("--junit-file " + folder.resolve("report.xml"))).isEqualTo(2);
        assertThat(command.err()).contains("--junit-file is for one function");
        assertThat(command.launcher.requests).isEmpty();
    }

    private int ship(String more) {
        return command.run("--config " + file + " " + more);
    }
}

package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.Plans;
import org.junit.jupiter.api.Test;

class PlanCommandTests {
    private static final String NAMES = "plan --app-s3-bucket artifacts --function-name orders --source-version 1.4.0 ";

    private final CommandRun command = new CommandRun();

    @Test
    void helpOfPlan() {
        assertThat(command.run("plan --help")).isZero();
        GoldenFile.of(getClass(), "help-plan.txt").assertHolds(command.out());
        assertThat(command.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void planIsWrittenToStdoutAndNothingIsShipped() {
        assertThat(command.run(NAMES)).isZero();

        assertThat(command.out()).isEqualTo("changes\n");
        assertThat(command.launcher.calls).containsExactly("open to plan", "plan", "close");
    }

    @Test
    void planTakesTheOptionsOfShipping() {
        command.run(NAMES + "--function-alias-name live --slim --builder host --exclude tests/");

        assertThat(command.request().project().target().alias()).isEqualTo("live");
        assertThat(command.request().project().packaging().slim()).isTrue();
        assertThat(command.request().build().builder()).isEqualTo(ShipRequest.Builder.HOST);
    }

    @Test
    void planIsWrittenAsJson() {
        assertThat(command.run(NAMES + "--output json")).isZero();
        assertThat(command.out()).isEqualTo("{\"changes\": true}\n");
    }

    @Test
    void changesAreTheExitCodeOfWhoeverAsksForIt() {
        assertThat(command.run(NAMES + "--exit-code")).isEqualTo(4);
        assertThat(command.out()).isEqualTo("changes\n");
    }

    @Test
    void exitCodeIsZeroWhereNothingWouldChange() {
        command.launcher.plan = Plans::unchanged;
        assertThat(command.run(NAMES + "--exit-code")).isZero();
    }

    @Test
    void exitCodeCanBeAskedForByAVariable() {
        command.environment.put("LAMBDA_CI_EXIT_CODE", "true");
        assertThat(command.run(NAMES)).isEqualTo(4);
        assertThat(command.run(NAMES + "--exit-code")).isEqualTo(4);
    }

    @Test
    void failuresHaveTheirOwnExitCodes() {
        command.launcher.plan = () -> {
            throw new BuildException("pip exited with status 1", "see its output above");
        };
        assertThat(command.run(NAMES + "--exit-code")).isEqualTo(1);
        assertThat(command.run("plan --exit-code")).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err()).contains("pip exited with status 1", "--app-s3-bucket");
    }
}

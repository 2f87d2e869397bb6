package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.testing.GoldenFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PruneCommandTests {
    private final CommandRun command = new CommandRun();

    @BeforeEach
    void makeFunction() {
        command.launcher.aws.createFunction("orders");
    }

    @Test
    void help() {
        assertThat(command.run("prune --help")).isZero();
        GoldenFile.of(getClass(), "help-prune.txt").assertHolds(command.out());
    }

    @Test
    void tableIsTheOnlyThingOnStdout() {
        assertThat(command.run("prune --app-s3-bucket artifacts --function-name orders"))
                .isZero();
        assertThat(command.out()).isEqualTo("pruned orders\n");
        assertThat(command.launcher.calls).containsExactly("close");
    }

    @Test
    void dryRunIsPassedOn() {
        command.environment.put("LAMBDA_CI_DRY_RUN", "true");
        assertThat(command.run("prune --app-s3-bucket artifacts --function-name orders --output json"))
                .isZero();
        assertThat(command.out()).isEqualTo("{\"dryRun\": true}\n");
    }

    @Test
    void nothingIsRemovedWhileSomebodyElseChangesTheFunction() {
        ArtifactKey lease = new ArtifactKeys("artifacts", "orders").lease();
        command.launcher.aws.leases().create(lease, """
                {"id": "1", "owner": "build 1", "command": "release", "since": "2026-11-21T12:00:00Z",
                 "seconds": 3600, "released": false}
                """);
        String names = "--app-s3-bucket artifacts --function-name orders --lock-timeout 0s";

        assertThat(command.run("prune " + names)).isEqualTo(1);
        assertThat(command.err()).contains("another run is changing 'orders': build 1 (release)");
        assertThat(command.run("prune --dry-run " + names)).isZero();
    }

    @Test
    void namesAreRequired() {
        assertThat(command.run("prune --app-s3-bucket artifacts")).isEqualTo(2);
        assertThat(command.err()).contains("--function-name is missing");
        assertThat(command.run("prune --function-name orders")).isEqualTo(2);
        assertThat(command.err()).contains("--app-s3-bucket is missing");
    }

    @Test
    void atLeastOneVersionIsKept() {
        assertThat(command.run("prune --app-s3-bucket artifacts --function-name orders --keep 0"))
                .isEqualTo(2);
        assertThat(command.err()).contains("'0' is not a number of versions").contains("--keep");
    }

    @Test
    void missingFunctionIsWrongUse() {
        assertThat(command.run("prune --app-s3-bucket artifacts --function-name missing"))
                .isEqualTo(2);
        assertThat(command.launcher.calls).containsExactly("close");
    }
}

package io.github.lambdaci.console;

import static io.github.lambdaci.testing.Releases.hash;
import static io.github.lambdaci.testing.Releases.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.history.RollbackLog;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.Releases;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackConsoleTests {
    private static final LambdaProject.Target TARGET = Releases.PROJECT.target();
    private static final FunctionVersion OLD = version("40", "old code", "settings");
    private static final FunctionVersion NEW = version("43", "new code", "settings");
    private static final Instant TIME = Instant.parse("2026-11-21T02:14:05Z");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ConsoleLog console =
            new ConsoleLog(new PrintStream(written, true, StandardCharsets.UTF_8), Terminal.PLAIN, () -> Instant.EPOCH);
    private final RollbackLog log = console.rollingBack();

    private static RollbackResult result(RollbackResult.Status status, Optional<String> from) {
        return new RollbackResult(TARGET, status, OLD, Releases.SOURCE_VERSION.value(), from);
    }

    private static LiveAlias alias(FunctionVersion target, Map<String, Double> weights) {
        return new LiveAlias(target, weights, "revision");
    }

    private void assertGolden(String name) {
        GoldenFile.of(getClass(), name).assertHolds(written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void rollback() {
        LiveAlias before = alias(NEW, Map.of());
        log.begun(TARGET);
        log.started(TARGET, before, "40", Releases.SOURCE_VERSION.value());
        log.recordIsBehind("42", "43");
        log.checked(OLD);
        console.traffic().aliasMoving("latest", OLD);
        console.traffic().aliasMoved("latest", before, OLD);
        log.finished(result(RollbackResult.Status.ROLLED_BACK, Optional.of("43")));
        assertGolden("rollback.txt");
    }

    @Test
    void rollbackThatUndoesOneAndEndsAShift() {
        LiveAlias before = alias(OLD, Map.of("43", 0.1));
        log.begun(TARGET);
        log.started(TARGET, before, "40", "");
        log.undoes(
                "40",
                new LiveChange(
                        LiveChange.Kind.ROLLBACK,
                        TIME,
                        "43",
                        Optional.of("40"),
                        "1.0",
                        hash("code").hex(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        log.checked(OLD);
        console.traffic().aliasMoving("latest", OLD);
        console.traffic().aliasMoved("latest", before, OLD);
        log.finished(result(RollbackResult.Status.ROLLED_BACK, Optional.of("43")));
        assertGolden("rollback-of-a-shift.txt");
    }

    @Test
    void nothingToRollBack() {
        log.begun(TARGET);
        log.started(TARGET, alias(OLD, Map.of()), "40", "1.4.0");
        log.finished(result(RollbackResult.Status.UNCHANGED, Optional.empty()));
        assertGolden("rollback-unchanged.txt");
    }

    @Test
    void rollbackThatIsCutOffTellsWhatIsLive() {
        log.begun(TARGET);
        assertThat(console.standing()).contains("stopped in the rollback: nothing was changed in AWS");
        log.started(TARGET, alias(NEW, Map.of()), "40", "1.4.0");
        assertThat(console.standing())
                .contains(
                        "stopped in the rollback: live traffic was not touched, alias latest still points to version 43");
        log.checked(OLD);
        console.traffic().aliasMoving("latest", OLD);
        assertThat(console.standing().orElseThrow()).contains("was about to move from version 43 to 40");
        console.traffic().aliasMoved("latest", alias(NEW, Map.of()), OLD);
        assertThat(console.standing().orElseThrow()).contains("points to version 40 already");
        log.finished(result(RollbackResult.Status.ROLLED_BACK, Optional.of("43")));
        assertThat(console.standing().orElseThrow()).startsWith("the rollback itself is complete");
    }

    @Test
    void jsonHoldsToItsSchema() throws Exception {
        for (RollbackResult result : new RollbackResult[] {
            result(RollbackResult.Status.ROLLED_BACK, Optional.of("43")),
            result(RollbackResult.Status.UNCHANGED, Optional.empty())
        }) {
            assertThat(JsonSchema.read(Path.of("docs/rollback.schema.json"))
                            .violations(new ObjectMapper().readTree(RollbackJson.of(result))))
                    .isEmpty();
        }
        GoldenFile.of(getClass(), "rollback.json")
                .assertHolds(RollbackJson.of(result(RollbackResult.Status.ROLLED_BACK, Optional.of("43"))) + "\n");
    }
}

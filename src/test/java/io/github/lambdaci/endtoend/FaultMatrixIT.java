package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call to AWS fails in each way: the run ends as it has to and says what is live, the alias answers with a release
 * that is whole, and run once more without a fault, all is as if there had been none.
 *
 * <p>A fixed part of the cells is run, or all of them with {@code -Dfaults.all}.
 */
class FaultMatrixIT {
    private static final boolean ALL = System.getProperty("faults.all") != null;
    private static final List<Fault> COLUMNS = List.of(Fault.values());

    @TempDir
    Path temporary;

    static Stream<Arguments> scenarios() {
        return Stream.of(
                Arguments.of(Scenario.CODE_AND_DEPENDENCIES, Target.SANDBOX, 7),
                Arguments.of(Scenario.CODE_ONLY, Target.SANDBOX, 13),
                Arguments.of(Scenario.FIRST_RELEASE, Target.SANDBOX, 13),
                Arguments.of(Scenario.CODE_AND_DEPENDENCIES, Target.STRICT_EMULATOR, 17));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("scenarios")
    void aFaultInAnyCallLeavesAWholeReleaseLive(Scenario scenario, Target target, int oneIn) {
        FaultMatrix matrix = new FaultMatrix(new Sites(temporary), target, scenario);
        FaultTable table = matrix.run((call, operation, fault) -> ALL
                // Of all others, each call gets some faults, and each fault some calls.
                || (call * 5 + COLUMNS.indexOf(fault) * 3) % oneIn == 0
                || (operation.isWrite() && (fault == Fault.KILLED || fault == Fault.LOST_ONCE)));
        System.out.println(table.text());
        assertThat(table.problems()).isEmpty();
    }
}

package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.FaultMatrix.Choice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call to AWS fails in each way: the run ends as it has to and says what is live, the alias answers with a release
 * that is whole, and run once more without a fault, all is as if there had been none.
 *
 * <p>A fixed part of the cells is run, or all of them with {@code -Dfaults.all}, or all of some operations with
 * {@code -Dfaults.of=GetAlias,CreateAlias}; with {@code -Dfaults.log=FILE}, each cell's result is added to a file as soon
 * as it is known.
 */
class FaultMatrixIT {
    private static final List<Fault> COLUMNS = List.of(Fault.values());
    private static final boolean ALL = System.getProperty("faults.all") != null;
    private static final Set<String> OPERATIONS =
            Set.of(System.getProperty("faults.of", "").split(","));
    private static final Set<Fault> AFTER_TAKING_EFFECT = Set.of(Fault.KILLED, Fault.LOST_ONCE);

    /** What fails for good in the way back too, which is tried for minutes. */
    private static final Set<Fault> WITHOUT_A_WAY_BACK = Set.of(Fault.DENIED);

    private static final List<FaultTable> TABLES = new ArrayList<>();

    @TempDir
    Path temporary;

    static Stream<Arguments> scenarios() {
        Choice everyWrite = (call, operation, fault) -> operation.isWrite() && AFTER_TAKING_EFFECT.contains(fault);
        return Stream.of(
                Arguments.of(Scenario.SHIFTED, Target.SANDBOX, whileTrafficMoves()),
                Arguments.of(
                        Scenario.CODE_AND_DEPENDENCIES,
                        Target.SANDBOX,
                        spread(13).or(everyWrite)),
                Arguments.of(Scenario.SMOKED, Target.SANDBOX, of("Invoke")),
                Arguments.of(Scenario.ROLLED_BACK, Target.SANDBOX, spread(19).or(everyWrite)),
                Arguments.of(Scenario.CODE_ONLY, Target.SANDBOX, spread(29)),
                Arguments.of(Scenario.HEAD_START, Target.SANDBOX, spread(23).or(everyWrite)),
                Arguments.of(Scenario.FIRST_RELEASE, Target.SANDBOX, spread(29).or(everyWrite)),
                Arguments.of(Scenario.CODE_AND_DEPENDENCIES, Target.STRICT_EMULATOR, spread(31)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("scenarios")
    void aFaultInAnyCallLeavesAWholeReleaseLive(Scenario scenario, Target target, Choice choice) {
        FaultMatrix matrix = new FaultMatrix(new Sites(temporary), target, scenario);
        FaultTable table = matrix.run(wanted(choice));
        TABLES.add(table);
        System.out.println(table.text());
        assertThat(table.problems()).isEmpty();
    }

    private static Choice wanted(Choice usual) {
        if (ALL) {
            return (call, operation, fault) -> true;
        }
        return OPERATIONS.contains("") ? usual : (call, operation, fault) -> OPERATIONS.contains(operation.name());
    }

    @AfterAll
    static void printTotal() {
        System.out.println(FaultTable.total(TABLES));
    }

    /** Each call gets some faults, and each fault some calls, as long as the number shares no factor with 3 or 5. */
    private static Choice spread(int oneIn) {
        return (call, operation, fault) -> (call * 5 + COLUMNS.indexOf(fault) * 3) % oneIn == 0;
    }

    /** Every fault in one operation. */
    private static Choice of(String name) {
        return (call, operation, fault) -> operation.name().equals(name);
    }

    private static Choice whileTrafficMoves() {
        Choice some = of("GetMetricData")
                .or(of("UpdateAlias").and((call, operation, fault) -> fault.ending() == Fault.Ending.AS_IF_NOTHING))
                .or(of("GetAlias").and((call, operation, fault) -> fault.ending() == Fault.Ending.FAILED))
                .and(spread(4));
        Choice end = (call, operation, fault) -> operation.name().equals("UpdateAlias")
                && (fault.ending() == Fault.Ending.DEAD
                        || fault.ending() == Fault.Ending.STOPPED
                        || WITHOUT_A_WAY_BACK.contains(fault));
        return some.or(end);
    }
}

package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.Plans;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTextTests {
    static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of("plan.txt", Plans.released()),
                Arguments.of("plan-nothing.txt", Plans.unchanged()),
                Arguments.of("plan-first.txt", Plans.first()),
                Arguments.of("plan-unreadable.txt", Plans.unreadable()),
                Arguments.of("plan-earlier-version.txt", Plans.toAnEarlierVersion()),
                Arguments.of("plan-in-code.txt", Plans.inCode()),
                Arguments.of("plan-long.txt", Plans.longLists()),
                Arguments.of("plan-mended.txt", Plans.mended()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void textOfAPlan(String file, Plan plan) {
        GoldenFile.of(getClass(), file).assertHolds(PlanText.of(plan) + "\n");
    }

    @Test
    void namesCannotCommandTheTerminal() {
        assertThat(PlanText.of(Plans.longLists())).doesNotContain("\u001b").contains("~ ared.py");
    }
}

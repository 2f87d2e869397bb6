package io.github.lambdaci.cli;

import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.traffic.Gate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plans for each of many functions.
 *
 * @param tellsChanges whether the exit status tells whether there are any
 */
record PlanTask(ResultTexts texts, boolean tellsChanges) implements FleetTask<Plan> {
    @Override
    public Plan run(Launcher launcher, ShipRequest request, Gate gate) {
        try (Session session = launcher.openToPlan(request)) {
            return session.plan();
        }
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public boolean changed(Plan plan) {
        return false;
    }

    @Override
    public void show(FleetSession session, List<Ending<Plan>> endings) {
        // The plans themselves are what there is to show.
    }

    @Override
    public Stream<String> result(OutputFormat format, List<Ending<Plan>> endings) {
        return switch (format) {
            case JSON -> Stream.of(texts.plans(endings));
            case TEXT -> plans(endings).map(texts::text);
        };
    }

    @Override
    public ExitCode done(List<Ending<Plan>> endings) {
        return tellsChanges && plans(endings).anyMatch(Plan::hasChanges) ? ExitCode.CHANGES : ExitCode.DONE;
    }

    private static Stream<Plan> plans(List<Ending<Plan>> endings) {
        return endings.stream().flatMap(ending -> ending.value().stream());
    }
}

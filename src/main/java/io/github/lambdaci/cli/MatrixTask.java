package io.github.lambdaci.cli;

import io.github.lambdaci.fleet.Chains;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.fleet.Job;
import io.github.lambdaci.fleet.Jobs;
import io.github.lambdaci.fleet.Look;
import io.github.lambdaci.fleet.Matrix;
import io.github.lambdaci.fleet.Spread;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.traffic.Gate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks at each of many functions, and spreads those with something to do over builds.
 *
 * @param parts all functions that are meant, in all of their places
 * @param builds at most how many
 * @param writer writes what runs the builds
 * @param tellsChanges whether the exit status tells whether there is anything to do
 */
record MatrixTask(List<FileArguments.Part> parts, int builds, Function<Matrix, String> writer, boolean tellsChanges)
        implements FleetTask<Forecast> {
    @Override
    public Forecast run(Launcher launcher, ShipRequest request, Gate gate) {
        try (Session session = launcher.openToPlan(request)) {
            return session.forecast();
        }
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public boolean changed(Forecast forecast) {
        return false;
    }

    @Override
    public void show(FleetSession session, List<Ending<Forecast>> endings) {
        if (endings.stream().allMatch(Ending::isDone)) {
            session.show(matrix(endings));
        }
    }

    /** Nothing where a function could not be looked at: it might be left out, and nobody would notice. */
    @Override
    public Stream<String> result(OutputFormat format, List<Ending<Forecast>> endings) {
        return endings.stream().allMatch(Ending::isDone) ? Stream.of(writer.apply(matrix(endings))) : Stream.empty();
    }

    @Override
    public ExitCode done(List<Ending<Forecast>> endings) {
        return tellsChanges && matrix(endings).changed() > 0 ? ExitCode.CHANGES : ExitCode.DONE;
    }

    private Matrix matrix(List<Ending<Forecast>> endings) {
        Map<String, String> functions = new HashMap<>();
        parts.forEach(part -> functions.put(part.name(), part.function()));
        Chains chains = chains(functions);
        List<Look> looks = endings.stream()
                .map(ending -> look(Objects.requireNonNull(functions.get(ending.name())), chains, ending))
                .toList();
        List<Job> jobs = Jobs.of(looks);
        long all = looks.stream().map(Look::function).distinct().count();
        return new Matrix(Spread.over(builds, jobs), (int) all - jobs.size());
    }

    /** Also by way of functions that there is nothing to do for. */
    private Chains chains(Map<String, String> functions) {
        Map<String, Collection<String>> after = new LinkedHashMap<>();
        for (FileArguments.Part part : parts) {
            Collection<String> before = after.computeIfAbsent(part.function(), function -> new LinkedHashSet<>());
            part.after().stream().map(functions::get).forEach(before::add);
        }
        return Chains.of(after);
    }

    private static Look look(String function, Chains chains, Ending<Forecast> ending) {
        Forecast forecast = ending.value().orElseThrow();
        return new Look(
                function,
                chains.of(function),
                forecast.changes(),
                forecast.isBuilding(),
                forecast.lastTook(),
                forecast.toBuild());
    }
}

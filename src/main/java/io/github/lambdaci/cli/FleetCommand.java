package io.github.lambdaci.cli;

import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.fleet.FleetLog;
import io.github.lambdaci.fleet.FleetRun;
import io.github.lambdaci.fleet.Member;
import io.github.lambdaci.fleet.OnFailure;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.project.ChangedFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Does the same for many functions in one run. */
final class FleetCommand {
    private final Launcher launcher;
    private final Surroundings surroundings;
    private final BiFunction<Launcher, FileArguments.Part, OneOfMany> parser;

    /**
     * Does nothing yet.
     *
     * @param parser the command that is about one function, with its options set
     */
    FleetCommand(
            Launcher launcher, Surroundings surroundings, BiFunction<Launcher, FileArguments.Part, OneOfMany> parser) {
        this.launcher = launcher;
        this.surroundings = surroundings;
        this.parser = parser;
    }

    /** A function that something is done for. */
    private record Wanted(FileArguments.Part part, Launcher launcher, ShipRequest request) {}

    /** Does it for all of them, tells what became of them, and returns the exit status. */
    <T> int run(List<FileArguments.Part> parts, OneOfMany asked, Path file, FleetTask<T> task) {
        List<String> names = parts.stream().map(FileArguments.Part::name).toList();
        try (FleetSession session = launcher.openFleet(names, asked.isVerbose())) {
            // All of them, before the first is shipped: what is wrong with one is told before anything is done.
            List<Wanted> wanted = wanted(parts, session, changed(asked, file), file);
            int parallelism = asked.fleet().parallelism();
            if (task.changes()) {
                refuseUnlessAllAreThere(wanted, parallelism);
            }
            List<Ending<T>> endings = new FleetRun(parallelism, asked.fleet().onFailure(), session.log())
                    .run(wanted.stream().map(function -> member(function, task)).toList());
            task.show(session, endings);
            task.result(asked.format(), endings).forEach(surroundings.out()::println);
            surroundings.out().flush();
            return failure(endings).orElseGet(() -> task.done(endings)).number();
        }
    }

    /** A function that is shipped to several places is to be there in all of them before it is shipped to the first. */
    private static void refuseUnlessAllAreThere(List<Wanted> wanted, int parallelism) {
        List<Member<Forecast>> checks = wanted.stream()
                .filter(function -> function.part().oneOfSeveral())
                .map(FleetCommand::check)
                .toList();
        for (Ending<Forecast> ending : new FleetRun(parallelism, OnFailure.STOP, FleetLog.SILENT).run(checks)) {
            if (ending instanceof Ending.Failed<Forecast> failed) {
                throw failed.failure();
            }
        }
    }

    private static Member<Forecast> check(Wanted wanted) {
        return new Member<>(wanted.part().name(), List.of(), gate -> {
            try (Session session = wanted.launcher().openToPlan(wanted.request())) {
                return session.forecast();
            }
        });
    }

    private static Optional<ChangedFiles> changed(OneOfMany asked, Path file) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        return asked.fleet().changedSince().map(reference -> ChangedFiles.since(reference, folder));
    }

    private List<Wanted> wanted(
            List<FileArguments.Part> parts, FleetSession session, Optional<ChangedFiles> changed, Path file) {
        List<Wanted> wanted = new ArrayList<>();
        for (FileArguments.Part part : parts) {
            Launcher own = session.launcher(part.name());
            OneOfMany command = parser.apply(own, part);
            if (changed.isEmpty() || isTouched(command, changed.get(), file)) {
                wanted.add(new Wanted(part, own, command.asOneOfMany()));
            }
        }
        return wanted;
    }

    private static boolean isTouched(OneOfMany command, ChangedFiles changed, Path file) {
        return changed.touch(
                Stream.concat(Stream.of(file), command.places().stream()).toList());
    }

    private static <T> Member<T> member(Wanted wanted, FleetTask<T> task) {
        return new Member<>(
                wanted.part().name(),
                wanted.part().after(),
                gate -> task.run(wanted.launcher(), wanted.request(), gate));
    }

    /** That of the worst ending, if any failed: a failed stage before a version that was refused. */
    private static <T> Optional<ExitCode> failure(List<Ending<T>> endings) {
        List<ExitCode> failures = endings.stream()
                .flatMap(ending ->
                        ending instanceof Ending.Failed<T> failed ? Stream.of(failed.failure()) : Stream.empty())
                .map(failure -> failure instanceof LambdaCiException known ? ExitCode.of(known) : ExitCode.BUG)
                .toList();
        return Stream.of(ExitCode.BUG, ExitCode.FAILED, ExitCode.WRONG_USE, ExitCode.VERSION_REFUSED)
                .filter(failures::contains)
                .findFirst();
    }
}

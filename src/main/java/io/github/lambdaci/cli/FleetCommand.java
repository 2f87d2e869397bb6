package io.github.lambdaci.cli;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.fleet.FleetLog;
import io.github.lambdaci.fleet.FleetRun;
import io.github.lambdaci.fleet.Intermission;
import io.github.lambdaci.fleet.Member;
import io.github.lambdaci.fleet.OnFailure;
import io.github.lambdaci.fleet.Wave;
import io.github.lambdaci.fleet.WaveRun;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.project.ChangedFiles;
import io.github.lambdaci.traffic.PassingTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
            Path folder = file.toAbsolutePath().resolveSibling("");
            // All of them, before the first is shipped: what is wrong with one is told before anything is done.
            List<Wanted> wanted = wanted(parts, session, changed(asked, folder), file);
            int parallelism = asked.fleet().parallelism();
            if (asked.fleet().onFailure() == OnFailure.HOLD_BACK) {
                refuseCommonLeases(wanted);
            }
            Set<String> outstanding = task.changes() ? outstanding(wanted, parallelism) : Set.of();
            FleetRun run = new FleetRun(parallelism, asked.fleet().onFailure(), session.log());
            List<Ending<T>> endings = new WaveRun(
                            run, (command, wave) -> session.check(command, folder, wave), PassingTime.REAL)
                    .run(waves(wanted, task), task::changed, outstanding);
            task.show(session, endings);
            task.result(asked.format(), endings).forEach(surroundings.out()::println);
            surroundings.out().flush();
            return failure(endings).orElseGet(() -> task.done(endings)).number();
        }
    }

    /**
     * What there is to do for functions that are shipped to several places, or promoted. They are to be there in all of them
     * before they are shipped to the first, and what is promoted is to be live where it is promoted from.
     */
    private static Set<String> outstanding(List<Wanted> wanted, int parallelism) {
        List<Member<Forecast>> checks = wanted.stream()
                .filter(function -> function.part().oneOfSeveral()
                        || function.request().origin().isPresent())
                .map(FleetCommand::check)
                .toList();
        List<Ending<Forecast>> looks = new FleetRun(parallelism, OnFailure.GO_ON, FleetLog.SILENT).run(checks);
        Unready.refuse(looks);
        return looks.stream()
                .filter(look -> look.value().filter(Forecast::changes).isPresent())
                .map(Ending::name)
                .collect(Collectors.toSet());
    }

    /** Each of them has its lease until all are ready: two that have the same would wait for one another. */
    private static void refuseCommonLeases(List<Wanted> wanted) {
        Map<String, String> holders = new HashMap<>();
        for (Wanted one : wanted) {
            ArtifactKey lease = one.request().project().keys().lease();
            String place = one.part().wave() + " " + lease + " " + one.request().sandbox();
            @Nullable String other = holders.putIfAbsent(place, one.part().name());
            if (other != null) {
                throw new ProjectException(
                        "--atomic holds the lease of each function until all are ready, and " + other + " and "
                                + one.part().name() + " have the same one: " + lease,
                        "give each place a bucket of its own (app-s3-bucket), or leave out --atomic");
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

    private static Optional<ChangedFiles> changed(OneOfMany asked, Path folder) {
        return asked.changedSince().map(reference -> ChangedFiles.since(reference, folder));
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

    /** Only what changes something is done wave by wave. */
    private static <T> List<Wave<T>> waves(List<Wanted> wanted, FleetTask<T> task) {
        if (!task.changes()) {
            return List.of(new Wave<>("", members(wanted, task), Intermission.NONE));
        }
        Map<io.github.lambdaci.config.Wave, List<Wanted>> waves = wanted.stream()
                .collect(Collectors.groupingBy(
                        function -> function.part().wave(), LinkedHashMap::new, Collectors.toList()));
        return waves.entrySet().stream()
                .map(wave -> new Wave<>(
                        String.join(", ", wave.getKey().environments()),
                        members(wave.getValue(), task),
                        new Intermission(wave.getKey().pause(), wave.getKey().check())))
                .toList();
    }

    private static <T> List<Member<T>> members(List<Wanted> wanted, FleetTask<T> task) {
        return wanted.stream().map(function -> member(function, task)).toList();
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
        // A check between waves is no function's.
        Optional<ExitCode> unfinished =
                endings.stream().allMatch(Ending::isDone) ? Optional.empty() : Optional.of(ExitCode.FAILED);
        return Stream.of(ExitCode.BUG, ExitCode.FAILED, ExitCode.WRONG_USE, ExitCode.VERSION_REFUSED)
                .filter(failures::contains)
                .findFirst()
                .or(() -> unfinished);
    }
}

package io.github.lambdaci.endtoend;

import io.github.lambdaci.endtoend.Fault.Ending;
import io.github.lambdaci.endtoend.FaultTable.Cell;
import io.github.lambdaci.endtoend.FaultTable.Result;
import io.github.lambdaci.endtoend.Program.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every call of a run, with every fault: runs the program, sees what it says and leaves, and runs it again. */
final class FaultMatrix {
    private static final int SIGKILL = 128 + 9;
    private static final int INTERRUPTED = 130;

    /** Most of a run is waiting: for Lambda to settle, and between attempts. */
    private static final int AT_A_TIME = 2 * Runtime.getRuntime().availableProcessors();

    /** Long enough for what Lambda needs to settle, short enough to wait for in vain. */
    private static final String TIMEOUT = "8s";

    private static final String TIMEOUT_TEXT = "8 s";

    /** What a run can do without: with these refused for good, it goes on. */
    private static final Set<String> OPTIONAL = Set.of("GetAccountSettings", "GetLayerVersionByArn");

    /** Asked together with whether there is an alias: before the first release, its answer is of no use. */
    private static final AwsOperation WHAT_THE_ALIAS_POINTS_TO =
            new AwsOperation("Lambda", "GetFunctionConfiguration", ":latest");

    /** Without any answer to these, a run looks whether they were done. */
    private static final Set<String> LOOKED_FOR = Set.of("CreateAlias", "UpdateAlias", "PublishLayerVersion");

    private static final AwsOperation TAKING = new AwsOperation("S3", "PutObject", "lease.json");

    /** To give the lease back is the last thing that a run does with it; if that cannot be done, it ends by itself. */
    private static final AwsOperation GIVING_BACK = TAKING;

    /** What is tried early is tried again where it is needed. */
    private static final Set<AwsOperation> BEGUN_EARLY =
            Set.of(TAKING, new AwsOperation("S3", "PutObject", "v2/app.zip"));

    /** A function is called once: where it may have run although there was no answer, the run fails, and nothing moves. */
    private static final Set<Fault> MAY_HAVE_RUN =
            Set.of(Fault.CLOSED_ONCE, Fault.RESET_ONCE, Fault.LOST_ONCE, Fault.STATUS_500_ONCE, Fault.STATUS_503_ONCE);

    private static final List<Fault> LONGEST_FIRST = Stream.of(Fault.values())
            .sorted(Comparator.comparing(Fault::requests).reversed())
            .toList();

    private final Sites sites;
    private final Target target;
    private final Scenario scenario;

    FaultMatrix(Sites sites, Target target, Scenario scenario) {
        this.sites = sites;
        this.target = target;
        this.scenario = scenario;
    }

    /**
     * Which cells of the matrix are tried. A call's number here is its place in the alphabet: calls of one moment come in
     * any order, and each time, the same cells are to be tried.
     */
    interface Choice {
        boolean includes(int call, AwsOperation operation, Fault fault);

        default Choice or(Choice other) {
            return (call, operation, fault) ->
                    includes(call, operation, fault) || other.includes(call, operation, fault);
        }

        default Choice and(Choice other) {
            return (call, operation, fault) ->
                    includes(call, operation, fault) && other.includes(call, operation, fault);
        }
    }

    /**
     * What an undisturbed run does.
     *
     * @param state what is there when it has been run once more
     */
    private record Reference(List<AwsOperation> calls, Map<String, String> state) {
        /** Each call's place in the alphabet. */
        List<Integer> places() {
            List<Integer> sorted = IntStream.range(0, calls.size())
                    .boxed()
                    .sorted(Comparator.comparing(call -> calls.get(call).toString()))
                    .toList();
            return IntStream.range(0, calls.size()).map(sorted::indexOf).boxed().toList();
        }
    }

    /** Tries what is chosen, several cells at a time. */
    FaultTable run(Choice choice) {
        Reference reference = undisturbed();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Cell>> futures = new ArrayList<>();
            List<Integer> places = reference.places();
            // What fails late and for good takes longest, and is begun first.
            for (int call = reference.calls().size() - 1; call >= 0; call--) {
                for (Fault fault : LONGEST_FIRST) {
                    if (choice.includes(places.get(call), reference.calls().get(call), fault)) {
                        int number = call;
                        futures.add(threads.submit(() -> cell(reference, number, fault)));
                    }
                }
            }
            List<Cell> cells = new ArrayList<>();
            for (Future<Cell> future : futures) {
                cells.add(future.get());
            }
            return new FaultTable(scenario + " on " + target, reference.calls(), cells);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Reference undisturbed() {
        try (Site site = sites.open(target, scenario);
                FaultProxy proxy = new FaultProxy(site.aws())) {
            List<String> command = scenario.command().apply(site);
            Outcome outcome = site.programThrough(proxy.address()).run(command);
            if (outcome.exitCode() != 0) {
                throw new AssertionError("the undisturbed run failed: " + outcome);
            }
            List<AwsOperation> calls = proxy.calls();
            Map<String, String> state = site.state();
            site.run(command);
            if (!site.state().equals(state)) {
                throw new AssertionError(
                        "run again, the undisturbed run changes something: " + difference(state, site));
            }
            return new Reference(calls, state);
        }
    }

    private Cell cell(Reference reference, int call, Fault fault) {
        AwsOperation operation = reference.calls().get(call);
        try (Site site = sites.open(target, scenario);
                FaultProxy proxy = new FaultProxy(site.aws())) {
            int before = Collections.frequency(reference.calls().subList(0, call), operation);
            proxy.disturb((number, called) -> called.equals(operation) && number == before, fault);
            Program program = site.programThrough(proxy.address()).with("LAMBDA_CI_TIMEOUT", TIMEOUT);
            Process process = program.start(scenario.command().apply(site));
            proxy.victim(new RunningProgram(program, process));
            Outcome outcome = program.outcome(process);
            List<String> problems = new ArrayList<>();
            if (proxy.hits() == 0) {
                problems.add("the call did not come: " + proxy.calls());
            }
            boolean last = !reference
                    .calls()
                    .subList(call + 1, reference.calls().size())
                    .contains(operation);
            Result result = canDoWithout(operation, fault, before == 0, last) && outcome.exitCode() == 0
                    ? Result.MASKED
                    : ended(outcome, operation, fault, problems);
            problems.addAll(leftBehind(site, outcome, result));
            problems.addAll(converged(site, reference, result));
            if (!problems.isEmpty()) {
                problems.add(outcome.toString());
            }
            return told(operation, new Cell(call, fault, problems.isEmpty() ? result : Result.WRONG, problems));
        } catch (RuntimeException | AssertionError e) {
            return told(operation, new Cell(call, fault, Result.WRONG, List.of(e.toString())));
        }
    }

    /**
     * Whether the run may end as if nothing had been.
     *
     * @param first whether it is the first call of this kind
     * @param last whether it is the last one
     */
    private boolean canDoWithout(AwsOperation operation, Fault fault, boolean first, boolean last) {
        return OPTIONAL.contains(operation.name())
                || (scenario.equals(Scenario.FIRST_RELEASE) && operation.equals(WHAT_THE_ALIAS_POINTS_TO))
                || (last && operation.equals(GIVING_BACK))
                || (scenario.equals(Scenario.HEAD_START) && first && BEGUN_EARLY.contains(operation))
                || (fault == Fault.LOST && LOOKED_FOR.contains(operation.name()));
    }

    /** A matrix of hours tells what it has found as it finds it. */
    private Cell told(AwsOperation operation, Cell cell) {
        String log = System.getProperty("faults.log");
        if (log != null) {
            String line = "%s on %s, call %d, %s, %s: %s %s%n"
                    .formatted(
                            scenario,
                            target,
                            cell.call(),
                            operation,
                            cell.fault(),
                            cell.result(),
                            String.join("\n", cell.problems()));
            try {
                Files.writeString(Path.of(log), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return cell;
    }

    /** Judges the exit code and what was said. */
    private Result ended(Outcome outcome, AwsOperation operation, Fault fault, List<String> problems) {
        Message message = Message.of(outcome.stderr());
        if (outcome.exitCode() == 0 && fault.ending() == Ending.AS_IF_NOTHING) {
            return Result.MASKED;
        }
        Ending ending =
                operation.name().equals("Invoke") && MAY_HAVE_RUN.contains(fault) ? Ending.FAILED : fault.ending();
        Set<Integer> expected = switch (ending) {
            case AS_IF_NOTHING -> Set.of(0);
            case FAILED -> scenario.failing();
            case STOPPED -> Set.of(INTERRUPTED);
            case DEAD -> Set.of(SIGKILL);
        };
        if (!expected.contains(outcome.exitCode())) {
            problems.add("exit code " + outcome.exitCode() + ", not " + expected);
        }
        if (ending == Ending.FAILED) {
            problems.addAll(message.problems(operation));
            if (fault == Fault.THROTTLED) {
                problems.addAll(message.throttlingProblems(operation, TIMEOUT_TEXT));
            }
        }
        if (ending == Ending.STOPPED) {
            problems.addAll(message.problems());
        }
        return switch (ending) {
            case AS_IF_NOTHING, FAILED -> Result.FAILED;
            case STOPPED -> Result.STOPPED;
            case DEAD -> Result.DEAD;
        };
    }

    /** Judges what live traffic meets. */
    private List<String> leftBehind(Site site, Outcome outcome, Result result) {
        List<String> problems = new ArrayList<>();
        String live = site.live();
        if (!scenario.live().contains(live)) {
            problems.add("the alias answers '" + live + "'");
        }
        if (!site.weights().isEmpty() && !scenario.halfShifted().contains(result)) {
            problems.add("the alias has weights: " + site.weights());
        }
        boolean tells = result == Result.FAILED || result == Result.STOPPED;
        if (tells && !Message.of(outcome.stderr()).isTrueOf(site.liveVersion(), site.weights())) {
            problems.add("the alias points to " + site.liveVersion() + " " + site.weights()
                    + ", which is not what the message says");
        }
        return problems;
    }

    /** Judges where it ends: by itself if nobody noticed anything, else by running it again. */
    private List<String> converged(Site site, Reference reference, Result result) {
        if (result != Result.MASKED) {
            Outcome again = site.program().run(scenario.command().apply(site));
            if (again.exitCode() != 0) {
                return List.of("run again, it fails: " + again);
            }
            if (again.stderr().contains("waiting for it")) {
                return List.of("run again, it waits for a run that is not there any more: " + again);
            }
        }
        return site.state().equals(reference.state())
                ? List.of()
                : List.of("it ends elsewhere: " + difference(reference.state(), site));
    }

    private static String difference(Map<String, String> expected, Site site) {
        Map<String, String> actual = site.state();
        StringBuilder text = new StringBuilder();
        expected.forEach((key, value) -> {
            if (!value.equals(actual.get(key))) {
                text.append("\n  ").append(key).append(": not ").append(value).append(" but ");
                text.append(actual.getOrDefault(key, "missing"));
            }
        });
        actual.forEach((key, value) -> {
            if (!expected.containsKey(key)) {
                text.append("\n  ").append(key).append(": too much, ").append(value);
            }
        });
        return text.toString();
    }
}

package io.github.lambdaci.fleet;

import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.traffic.PassingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Does functions wave by wave: the next is begun if all of the one before was done, and nothing in between speaks against it. */
public final class WaveRun {
    private final FleetRun run;
    private final Commands commands;
    private final PassingTime time;
    private final FleetLog log;

    /** Runs commands of this machine's shell. */
    public interface Commands {
        /**
         * Runs one to its end and tells its exit status; what it writes is told in the log.
         *
         * @param wave the name of the wave that was done
         */
        int run(String command, String wave);
    }

    /** Begins nothing yet. */
    public WaveRun(FleetRun run, Commands commands, PassingTime time) {
        this.run = run;
        this.commands = commands;
        this.time = time;
        this.log = run.log();
    }

    /**
     * Does all work, and returns what became of each function, in the order in which they were given.
     *
     * @param changed whether something was changed for a function: if for none of a wave, there is no pause
     * @param outstanding the functions that something is to be done for: with none in further waves, there is no check either
     * @throws InterruptedRunException if this thread is told to stop
     */
    public <T> List<Ending<T>> run(List<Wave<T>> waves, Predicate<T> changed, Set<String> outstanding) {
        List<Ending<T>> endings = new ArrayList<>();
        Optional<String> obstacle = Optional.empty();
        for (int i = 0; i < waves.size(); i++) {
            Wave<T> wave = waves.get(i);
            if (obstacle.isPresent()) {
                endings.addAll(skipped(wave, obstacle.get()));
                continue;
            }
            if (waves.size() > 1) {
                log.waveBegun(wave.name(), i + 1, waves.size());
            }
            List<Ending<T>> ended = run.run(wave.members());
            endings.addAll(ended);
            obstacle =
                    ended.stream().flatMap(ending -> ending.culprit().stream()).findFirst();
            if (obstacle.isEmpty() && isAwaited(waves.subList(i + 1, waves.size()), outstanding)) {
                boolean isNew = ended.stream()
                        .anyMatch(ending -> ending.value().filter(changed).isPresent());
                obstacle = objection(wave, isNew);
            }
        }
        return endings;
    }

    private static boolean isAwaited(List<? extends Wave<?>> further, Set<String> outstanding) {
        return further.stream()
                .flatMap(wave -> wave.members().stream())
                .map(Member::name)
                .anyMatch(outstanding::contains);
    }

    private <T> List<Ending<T>> skipped(Wave<T> wave, String because) {
        List<Ending<T>> endings = new ArrayList<>();
        for (Member<T> member : wave.members()) {
            Ending<T> ending = new Ending.Skipped<>(member.name(), because);
            log.ended(ending);
            endings.add(ending);
        }
        return endings;
    }

    /** What speaks against the next wave: also where an earlier run did this one, and the check failed then. */
    private Optional<String> objection(Wave<?> wave, boolean isNew) {
        wave.then().pause().filter(duration -> isNew).ifPresent(this::pause);
        return wave.then()
                .check()
                .filter(command -> !isPassed(command, wave.name()))
                .map(command -> "the check after " + wave.name());
    }

    private void pause(Duration duration) {
        log.pausing(duration);
        try {
            time.pass(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException("waiting for the next wave");
        }
    }

    private boolean isPassed(String command, String wave) {
        log.checking(command);
        int status = commands.run(command, wave);
        if (status != 0) {
            log.checkFailed(command, status);
        }
        return status == 0;
    }
}

package io.github.lambdaci.fleet;

import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.InterruptedRunException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Does the work of many functions, several at once: each after those that it depends on, and not if one of them failed. */
public final class FleetRun {
    /** How long functions that are told to stop may take to leave nothing behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final int parallelism;
    private final boolean failFast;
    private final FleetLog log;

    /**
     * Begins nothing yet.
     *
     * @param parallelism how many functions are worked on at once
     * @param failFast whether no function is begun after one failed
     */
    public FleetRun(int parallelism, boolean failFast, FleetLog log) {
        this.parallelism = parallelism;
        this.failFast = failFast;
        this.log = log;
    }

    /**
     * Does all work, and returns what became of each function, in the order in which they were given.
     *
     * @param members with no two of one name, and none after itself
     * @throws InterruptedRunException if this thread is told to stop; what was begun has stopped by then
     */
    public <T> List<Ending<T>> run(List<Member<T>> members) {
        try (Together together = Together.writing(PATIENCE)) {
            Course<T> course = new Course<>(members, together);
            while (!course.isOver()) {
                course.beginWhatCanBegin();
                if (course.isUnderWay()) {
                    course.awaitOne();
                }
            }
            return course.endings();
        }
    }

    /** One run under way. */
    private final class Course<T> {
        private final List<Member<T>> members;
        private final Together together;
        private final List<Member<T>> waiting;
        private final BlockingQueue<Ending<T>> arrivals = new LinkedBlockingQueue<>();
        private final Map<String, Ending<T>> ended = new LinkedHashMap<>();
        private int running;

        Course(List<Member<T>> members, Together together) {
            this.members = members;
            this.together = together;
            this.waiting = new ArrayList<>(members);
        }

        boolean isOver() {
            return ended.size() == members.size();
        }

        boolean isUnderWay() {
            return running > 0;
        }

        List<Ending<T>> endings() {
            return members.stream().map(member -> ended.get(member.name())).toList();
        }

        void beginWhatCanBegin() {
            for (Member<T> member : List.copyOf(waiting)) {
                Optional<String> hindrance = hindrance(member);
                if (hindrance.isPresent()) {
                    waiting.remove(member);
                    end(new Ending.Skipped<>(member.name(), hindrance.get()));
                } else if (running < parallelism && member.after().stream().allMatch(this::isBehindUs)) {
                    waiting.remove(member);
                    begin(member);
                }
            }
        }

        void awaitOne() {
            try {
                end(arrivals.take());
                running--;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedRunException("working on " + running + " functions");
            }
        }

        private void begin(Member<T> member) {
            running++;
            log.begun(member.name());
            together.start("working on " + member.name(), () -> arrivals.add(done(member)));
        }

        /** Whatever it ends with, it ends: nobody would be told otherwise. */
        @SuppressWarnings("CatchAndPrintStackTrace")
        private Ending<T> done(Member<T> member) {
            long begun = System.nanoTime();
            try {
                T result = member.work().get();
                return new Ending.Done<>(member.name(), result, since(begun));
            } catch (RuntimeException e) {
                return new Ending.Failed<>(member.name(), e, since(begun));
            } catch (Error e) {
                return new Ending.Failed<>(member.name(), new IllegalStateException(e), since(begun));
            }
        }

        private void end(Ending<T> ending) {
            ended.put(ending.name(), ending);
            log.ended(ending);
        }

        /** The function because of whose failure this one is not begun. */
        private Optional<String> hindrance(Member<T> member) {
            return ended.values().stream()
                    .filter(other -> !other.isDone())
                    .filter(other -> failFast || member.after().contains(other.name()))
                    .findFirst()
                    .map(other -> other instanceof Ending.Skipped<T> skipped ? skipped.because() : other.name());
        }

        private boolean isBehindUs(String name) {
            return ended.containsKey(name)
                    || members.stream().noneMatch(member -> member.name().equals(name));
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}

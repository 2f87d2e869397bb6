package io.github.lambdaci.fleet;

import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.HeldBackException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.traffic.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A run under way. All that is known of it belongs to one thread, which the others send word. */
final class Course<T> {
    private final List<Member<T>> members;
    private final FleetRun rules;
    private final Together together;
    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();

    private final List<Member<T>> waiting;
    private int running;
    /** Those that are worked on and not known yet to be ready. */
    private final Set<String> preparing = new HashSet<>();
    /** Those whose traffic may not move before all others are ready. */
    private final Map<String, CompletableFuture<Optional<String>>> ready = new LinkedHashMap<>();
    /** Those whose traffic moved, and may have to go back. */
    private final Map<String, CompletableFuture<Optional<String>>> moved = new LinkedHashMap<>();

    private final Map<String, Ending<T>> ended = new LinkedHashMap<>();
    /** The first that failed. */
    private volatile @Nullable String culprit;

    Course(List<Member<T>> members, FleetRun rules, Together together) {
        this.members = members;
        this.rules = rules;
        this.together = together;
        this.waiting = new ArrayList<>(members);
    }

    /** Does all, and returns what became of each. */
    List<Ending<T>> endings() {
        while (ended.size() < members.size()) {
            beginWhatCanBegin();
            letPass();
            if (running > 0) {
                next().run();
            }
        }
        return members.stream().map(member -> ended.get(member.name())).toList();
    }

    private Runnable next() {
        try {
            Runnable next = news.take();
            if (!Thread.currentThread().isInterrupted()) {
                return next;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new InterruptedRunException("working on " + running + " functions");
    }

    private void beginWhatCanBegin() {
        for (Member<T> member : List.copyOf(waiting)) {
            Optional<String> hindrance = hindrance(member);
            if (hindrance.isPresent()) {
                waiting.remove(member);
                end(new Ending.Skipped<>(member.name(), hindrance.get()));
            } else if (running < rules.parallelism() && canBegin(member)) {
                waiting.remove(member);
                begin(member);
            }
        }
    }

    /** Those that become live together are made ready in any order, and become live in theirs. */
    private boolean canBegin(Member<T> member) {
        return rules.onFailure() == OnFailure.HOLD_BACK || isAfterAll(member);
    }

    private boolean isAfterAll(Member<T> member) {
        return member.after().stream()
                .allMatch(name -> ended.containsKey(name)
                        || moved.containsKey(name)
                        || members.stream().noneMatch(other -> other.name().equals(name)));
    }

    /** The function because of whose failure this one is not begun. */
    private Optional<String> hindrance(Member<T> member) {
        if (rules.onFailure() != OnFailure.GO_ON) {
            return Optional.ofNullable(culprit);
        }
        return ended.values().stream()
                .filter(other -> member.after().contains(other.name()))
                .flatMap(other -> other.culprit().stream())
                .findFirst();
    }

    private void begin(Member<T> member) {
        running++;
        preparing.add(member.name());
        rules.log().begun(member.name());
        Gate gate = rules.onFailure() == OnFailure.HOLD_BACK ? new CommonGate(member.name()) : Gate.OPEN;
        together.start("working on " + member.name(), () -> {
            Ending<T> ending = done(member, gate);
            return news.add(() -> {
                running--;
                end(ending);
            });
        });
    }

    /** Whatever it ends with, it ends: nobody would be told otherwise. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private Ending<T> done(Member<T> member, Gate gate) {
        long begun = System.nanoTime();
        try {
            return new Ending.Done<>(member.name(), member.work().apply(gate), since(begun));
        } catch (HeldBackException e) {
            return new Ending.HeldBack<>(member.name(), e, since(begun));
        } catch (RuntimeException e) {
            return new Ending.Failed<>(member.name(), e, since(begun));
        } catch (Error e) {
            return new Ending.Failed<>(member.name(), new IllegalStateException(e), since(begun));
        }
    }

    private void end(Ending<T> ending) {
        ended.put(ending.name(), ending);
        preparing.remove(ending.name());
        if (culprit == null) {
            culprit = ending.culprit().orElse(null);
        }
        rules.log().ended(ending);
    }

    /** Where a function waits for the others, with which it becomes live. */
    private final class CommonGate implements Gate {
        private final String name;

        CommonGate(String name) {
            this.name = name;
        }

        @Override
        public Optional<String> awaitMove() {
            return await(ready);
        }

        @Override
        public Optional<String> objection() {
            return Optional.ofNullable(culprit);
        }

        @Override
        public Optional<String> awaitStay() {
            return await(moved);
        }

        /** Whoever waits is not worked on, so that another can be. */
        private Optional<String> await(Map<String, CompletableFuture<Optional<String>>> place) {
            CompletableFuture<Optional<String>> word = new CompletableFuture<>();
            news.add(() -> {
                running--;
                preparing.remove(name);
                place.put(name, word);
            });
            return new Pending<>("waiting for the other functions", word).get();
        }
    }

    private void letPass() {
        if (culprit != null) {
            release(ready);
            release(moved);
        } else if (waiting.isEmpty() && preparing.isEmpty()) {
            letMove();
        }
    }

    private void letMove() {
        for (Member<T> member : members) {
            if (ready.containsKey(member.name()) && running < rules.parallelism() && isAfterAll(member)) {
                running++;
                ready.remove(member.name()).complete(Optional.empty());
            }
        }
        if (ready.isEmpty() && running == 0) {
            release(moved);
        }
    }

    private void release(Map<String, CompletableFuture<Optional<String>>> place) {
        running += place.size();
        place.values().forEach(word -> word.complete(Optional.ofNullable(culprit)));
        place.clear();
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}

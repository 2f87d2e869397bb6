package io.github.lambdaci.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.concurrent.ParallelWork.Worker;
import io.github.lambdaci.failure.InterruptedRunException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelWorkTests {
    private static final int THREADS = 3;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void resultsComeInTheOrderOfTheTasks() {
        List<Integer> doubled = new ArrayList<>();
        new ParallelWork<>("counting", THREADS, doing(number -> 2 * number))
                .runShort(numbers(1_000).iterator(), doubled::add);
        assertThat(doubled)
                .isEqualTo(numbers(1_000).stream().map(number -> 2 * number).toList());
    }

    @Test
    void threadsWorkAtTheSameTime() {
        CountDownLatch all = new CountDownLatch(THREADS);
        run(numbers(THREADS), number -> {
            all.countDown();
            await(all);
            return number;
        });
        assertThat(threads).hasSize(THREADS);
    }

    @Test
    void hardlyAnyTasksAreBegunBeforeEarlierResultsAreTaken() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        AtomicInteger hired = new AtomicInteger();
        Iterator<Integer> tasks = numbers(1_000).stream()
                .peek(number -> mostAtOnce.accumulateAndGet(asked.incrementAndGet() - taken.get(), Math::max))
                .iterator();
        Supplier<Worker<Integer, Integer>> hire = () -> {
            hired.incrementAndGet();
            return number -> number;
        };
        new ParallelWork<>("counting", THREADS, hire).run(tasks, number -> taken.incrementAndGet());
        // One more is asked for than is begun: a stream that is iterated looks ahead.
        assertThat(mostAtOnce).hasValueLessThanOrEqualTo(THREADS + 4 + 1);
        assertThat(hired).hasValue(THREADS + 4);
    }

    @Test
    void resultMayBeInTheWorkersBuffer() {
        List<Integer> seen = new ArrayList<>();
        Supplier<Worker<Integer, int[]>> hire = () -> {
            int[] buffer = new int[1];
            return number -> {
                buffer[0] = number;
                return buffer;
            };
        };
        new ParallelWork<>("counting", THREADS, hire).run(numbers(1_000).iterator(), buffer -> seen.add(buffer[0]));
        assertThat(seen).isEqualTo(numbers(1_000));
    }

    @Test
    void firstFailureInTheOrderOfTheTasksIsTold() {
        CountDownLatch later = new CountDownLatch(1);
        assertThatThrownBy(() -> run(numbers(100), number -> {
                    if (number == 3) {
                        await(later);
                        throw new IllegalStateException("3");
                    } else if (number == 4) {
                        later.countDown();
                        throw new IllegalStateException("4");
                    }
                    return number;
                }))
                .hasMessage("3");
        assertAllEnded();
    }

    @Test
    void interruptionStopsItAndLeavesNoThread() {
        AtomicInteger done = new AtomicInteger();
        assertThatThrownBy(() -> new ParallelWork<>("counting", THREADS, doing(number -> number))
                        .run(numbers(1_000).iterator(), number -> {
                            if (done.incrementAndGet() == 5) {
                                Thread.currentThread().interrupt();
                            }
                        }))
                .isInstanceOf(InterruptedRunException.class)
                .hasMessage("interrupted while counting");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(5);
        assertAllEnded();
    }

    @Test
    void interruptionWhileAllThreadsWorkStopsIt() {
        Thread caller = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> run(numbers(10), number -> {
                    caller.interrupt();
                    await(never);
                    return number;
                }))
                .isInstanceOf(InterruptedRunException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertAllEnded();
    }

    private void run(List<Integer> tasks, Worker<Integer, Integer> worker) {
        new ParallelWork<>("counting", THREADS, doing(worker)).run(tasks.iterator(), number -> {});
        assertAllEnded();
    }

    private void assertAllEnded() {
        assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
        assertThat(closed).hasPositiveValue();
    }

    private Supplier<Worker<Integer, Integer>> doing(Worker<Integer, Integer> worker) {
        return () -> new Worker<>() {
            @Override
            public Integer work(Integer task) {
                threads.add(Thread.currentThread());
                return worker.work(task);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}

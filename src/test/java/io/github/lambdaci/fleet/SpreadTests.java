package io.github.lambdaci.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTests {
    private static Job job(String function, long seconds) {
        return new Job(function, function, Duration.ofSeconds(seconds), false, Set.of());
    }

    private static Job job(String function, String chain, long seconds) {
        return new Job(function, chain, Duration.ofSeconds(seconds), false, Set.of());
    }

    private static Job job(String function, long seconds, String dependencies) {
        Sha256 fingerprint = Sha256.of(dependencies.getBytes(StandardCharsets.UTF_8));
        return new Job(function, function, Duration.ofSeconds(seconds), false, Set.of(fingerprint));
    }

    private static List<List<String>> over(int builds, Job... jobs) {
        return Spread.over(builds, List.of(jobs)).stream().map(Share::functions).toList();
    }

    @Test
    void theLongestComesFirstAndEachFurtherOneGoesWhereLeastIsToDo() {
        assertThat(over(2, job("a", 1), job("b", 5), job("c", 4), job("d", 3)))
                .containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void thereAreNoMoreBuildsThanFunctions() {
        assertThat(over(8, job("a", 1), job("b", 1))).hasSize(2);
        assertThat(over(8)).isEmpty();
    }

    @Test
    void whatTakesNoTimeIsSpreadToo() {
        assertThat(over(2, job("a", 0), job("b", 0), job("c", 0), job("d", 0)))
                .containsExactly(List.of("a", "c"), List.of("b", "d"));
    }

    @Test
    void functionsOfAChainAreInOneBuildInTheirOrder() {
        assertThat(over(3, job("a", "c", 1), job("b", 9), job("c", 8), job("d", "c", 9)))
                .containsExactly(List.of("a", "c", "d"), List.of("b"));
    }

    @Test
    void theSameDependenciesAreBuiltInOneBuildWhereThatTakesNobodyLonger() {
        assertThat(over(2, job("a", 10), job("b", 5, "same"), job("c", 10), job("d", 5, "same")))
                .as("apart, each build would take as long")
                .containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(over(3, job("a", 10), job("b", 5, "same"), job("c", 5), job("d", 5, "same")))
                .containsExactly(List.of("a"), List.of("b", "d"), List.of("c"));
    }

    /** Many small cases, always the same ones. */
    @Test
    void eachFunctionIsSpreadOnceChainsAreKeptAndTheSameIsDoneAgain() {
        Random random = new Random(46);
        for (int round = 0; round < 300; round++) {
            List<Job> jobs = jobs(random, 1 + random.nextInt(12), 4);
            int builds = 1 + random.nextInt(5);

            List<Share> shares = Spread.over(builds, jobs);

            assertThat(shares).hasSizeLessThanOrEqualTo(builds);
            assertThat(shares.stream().flatMap(share -> share.jobs().stream()))
                    .containsExactlyInAnyOrderElementsOf(jobs);
            assertThat(shares).allSatisfy(share -> assertThat(share.jobs()).isNotEmpty());
            for (String chain : jobs.stream().map(Job::chain).distinct().toList()) {
                assertThat(shares.stream()
                                .filter(share -> share.jobs().stream()
                                        .anyMatch(job -> job.chain().equals(chain))))
                        .hasSize(1);
            }
            assertThat(Spread.over(builds, jobs)).isEqualTo(shares);
        }
    }

    /** Graham, "Bounds on Multiprocessing Timing Anomalies", 1969. */
    @Test
    void theLongestBuildIsAtMostAThirdLongerThanTheBestThereIs() {
        Random random = new Random(1969);
        for (int round = 0; round < 200; round++) {
            List<Job> jobs = jobs(random, 1 + random.nextInt(7), Integer.MAX_VALUE);
            int builds = 1 + random.nextInt(4);

            long longest = new Matrix(Spread.over(builds, jobs), 0).longest().toSeconds();

            assertThat(longest * 3).isLessThanOrEqualTo(best(jobs, builds) * 4);
        }
    }

    /** Some of them build the same as others. */
    private static List<Job> jobs(Random random, int count, int chains) {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String chain = chains == Integer.MAX_VALUE ? "chain " + i : "chain " + random.nextInt(chains);
            Sha256 fingerprint = Sha256.of(new byte[] {(byte) random.nextInt(3)});
            jobs.add(new Job(
                    "function " + i,
                    chain,
                    Duration.ofSeconds(random.nextInt(100)),
                    false,
                    random.nextBoolean() ? Set.of(fingerprint) : Set.of()));
        }
        return jobs;
    }

    /** What is found by trying all there is. */
    private static long best(List<Job> jobs, int builds) {
        int ways = (int) Math.pow(builds, jobs.size());
        return IntStream.range(0, ways)
                .mapToLong(way -> longest(jobs, builds, way))
                .min()
                .orElseThrow();
    }

    /** The digits of a way, in the system of as many digits as there are builds, are the builds of the functions. */
    private static long longest(List<Job> jobs, int builds, int way) {
        long[] loads = new long[builds];
        int rest = way;
        for (Job job : jobs) {
            loads[rest % builds] += job.cost().toSeconds();
            rest /= builds;
        }
        return Arrays.stream(loads).max().orElseThrow();
    }
}

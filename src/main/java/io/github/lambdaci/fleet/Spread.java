package io.github.lambdaci.fleet;

import io.github.lambdaci.artifact.Sha256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Spreads functions over builds: the longest first, each to the build that has the least to do (Graham's LPT rule, at most 4/3 of
 * the best there is). The same functions are always spread in the same way.
 */
public final class Spread {
    private final int builds;
    private final List<Job> jobs;

    private Spread(int builds, List<Job> jobs) {
        this.builds = builds;
        this.jobs = jobs;
    }

    /**
     * What each build does, in the order of the functions.
     *
     * @param builds at most how many
     * @param jobs with no two of one function
     */
    public static List<Share> over(int builds, List<Job> jobs) {
        return new Spread(builds, jobs).shares();
    }

    /** Functions that are in one build. */
    private record Piece(List<Job> jobs) {
        Duration cost() {
            return new Share(jobs).cost();
        }

        boolean builds(Sha256 dependencies) {
            return jobs.stream().anyMatch(job -> job.toBuild().contains(dependencies));
        }
    }

    private List<Share> shares() {
        List<Piece> pieces = chains();
        List<Share> shares = placed(pieces);
        Duration atMost = longest(shares);
        for (Sha256 dependencies : toBuild()) {
            List<Piece> fewer = joined(pieces, dependencies);
            List<Share> others = placed(fewer);
            // Whoever builds the same shares what was built, unless somebody would have to wait longer for it.
            if (longest(others).compareTo(atMost) <= 0) {
                pieces = fewer;
                shares = others;
            }
        }
        return shares;
    }

    private List<Piece> chains() {
        Map<String, List<Job>> chains =
                jobs.stream().collect(Collectors.groupingBy(Job::chain, LinkedHashMap::new, Collectors.toList()));
        return chains.values().stream().map(Piece::new).toList();
    }

    /** In the order of the functions, and those of one in theirs. */
    private Set<Sha256> toBuild() {
        return jobs.stream()
                .flatMap(job -> job.toBuild().stream().sorted(Comparator.comparing(Sha256::hex)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Piece> joined(List<Piece> pieces, Sha256 dependencies) {
        List<Job> together = pieces.stream()
                .filter(piece -> piece.builds(dependencies))
                .flatMap(piece -> piece.jobs().stream())
                .toList();
        Stream<Piece> others = pieces.stream().filter(piece -> !piece.builds(dependencies));
        return Stream.concat(Stream.of(new Piece(together)), others).toList();
    }

    private List<Share> placed(List<Piece> pieces) {
        int number = Math.min(builds, pieces.size());
        List<List<Job>> loads =
                Stream.<List<Job>>generate(ArrayList::new).limit(number).toList();
        List<Duration> costs =
                new ArrayList<>(loads.stream().map(load -> Duration.ZERO).toList());
        for (Piece piece : longestFirst(pieces)) {
            int least = least(costs, loads);
            loads.get(least).addAll(piece.jobs());
            costs.set(least, costs.get(least).plus(piece.cost()));
        }
        return loads.stream().map(this::share).toList();
    }

    private List<Piece> longestFirst(List<Piece> pieces) {
        Map<Job, Integer> order = order();
        return pieces.stream()
                .sorted(Comparator.comparing(Piece::cost)
                        .reversed()
                        .thenComparing(piece -> order.get(piece.jobs().get(0))))
                .toList();
    }

    /** The first of those with the least to do; of those that take no time, the one with the fewest. */
    private static int least(List<Duration> costs, List<List<Job>> loads) {
        int least = 0;
        for (int i = 1; i < costs.size(); i++) {
            int compared = costs.get(i).compareTo(costs.get(least));
            if (compared < 0
                    || (compared == 0 && loads.get(i).size() < loads.get(least).size())) {
                least = i;
            }
        }
        return least;
    }

    private Share share(List<Job> load) {
        Map<Job, Integer> order = order();
        return new Share(load.stream().sorted(Comparator.comparing(order::get)).toList());
    }

    private Map<Job, Integer> order() {
        Map<Job, Integer> order = new HashMap<>();
        jobs.forEach(job -> order.put(job, order.size()));
        return order;
    }

    private static Duration longest(List<Share> shares) {
        return new Matrix(shares, 0).longest();
    }
}

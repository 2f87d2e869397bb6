package io.github.lambdaci.fleet;

import io.github.lambdaci.artifact.Sha256;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what there is to do for functions, and how long it will take. */
public final class Jobs {
    /** How long a run with a build takes, where nothing is known of any function. */
    static final Duration BUILDING = Duration.ofSeconds(60);
    /** How long a run takes that only ships. */
    static final Duration SHIPPING = Duration.ofSeconds(15);

    private final Optional<Duration> median;

    private Jobs(Optional<Duration> median) {
        this.median = median;
    }

    /** The functions that there is something to do for, in the order in which they were looked at. */
    public static List<Job> of(List<Look> looks) {
        Jobs jobs = new Jobs(median(looks));
        Map<String, List<Look>> places = looks.stream()
                .filter(Look::changes)
                .collect(Collectors.groupingBy(Look::function, LinkedHashMap::new, Collectors.toList()));
        return places.values().stream().map(jobs::job).toList();
    }

    /** A function is shipped to one of its places after another. */
    private Job job(List<Look> places) {
        Duration cost = places.stream().map(this::cost).reduce(Duration.ZERO, Duration::plus);
        boolean estimated = places.stream().anyMatch(look -> look.lastTook().isEmpty());
        Set<Sha256> toBuild =
                places.stream().flatMap(look -> look.toBuild().stream()).collect(Collectors.toSet());
        return new Job(places.get(0).function(), places.get(0).chain(), cost, estimated, toBuild);
    }

    private Duration cost(Look look) {
        return look.lastTook().or(() -> median).orElse(look.builds() ? BUILDING : SHIPPING);
    }

    /** Also of functions that there is nothing to do for now: they are alike. */
    private static Optional<Duration> median(List<Look> looks) {
        List<Duration> known = looks.stream()
                .flatMap(look -> look.lastTook().stream())
                .sorted()
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(known.size() / 2));
    }
}

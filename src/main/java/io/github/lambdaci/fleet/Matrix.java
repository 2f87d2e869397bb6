package io.github.lambdaci.fleet;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Functions as they are spread over builds.
 *
 * @param shares one for each build; none if there is nothing to do
 * @param unchanged how many functions there is nothing to do for
 */
public record Matrix(List<Share> shares, int unchanged) {
    /** Keeps its own list. */
    public Matrix {
        shares = List.copyOf(shares);
    }

    /** How many functions there is something to do for. */
    public int changed() {
        return shares.stream().mapToInt(share -> share.jobs().size()).sum();
    }

    /** How long the longest build takes. */
    public Duration longest() {
        return shares.stream().map(Share::cost).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** How long each build would take if they could all take as long. */
    public Duration even() {
        Duration all = shares.stream().map(Share::cost).reduce(Duration.ZERO, Duration::plus);
        return shares.isEmpty() ? all : all.dividedBy(shares.size());
    }
}

package io.github.lambdaci.fleet;

import java.time.Duration;
import java.util.List;

/**
 * What one of several builds does.
 *
 * @param jobs at least one
 */
public record Share(List<Job> jobs) {
    /** Keeps its own list. */
    public Share {
        jobs = List.copyOf(jobs);
    }

    /** The names of its functions. */
    public List<String> functions() {
        return jobs.stream().map(Job::function).toList();
    }

    /** How long it takes to do one after another. */
    public Duration cost() {
        return jobs.stream().map(Job::cost).reduce(Duration.ZERO, Duration::plus);
    }
}

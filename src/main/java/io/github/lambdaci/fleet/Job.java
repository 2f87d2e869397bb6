package io.github.lambdaci.fleet;

import io.github.lambdaci.artifact.Sha256;
import java.time.Duration;
import java.util.Set;

/**
 * A function that a run has something to do for.
 *
 * @param function its name in the file
 * @param chain the same for functions of which one is shipped after another
 * @param cost how long that probably takes
 * @param estimated whether that is an estimate, as no run was recorded
 * @param toBuild the fingerprints of dependencies that are to be built for it
 */
public record Job(String function, String chain, Duration cost, boolean estimated, Set<Sha256> toBuild) {
    /** Keeps its own set. */
    public Job {
        toBuild = Set.copyOf(toBuild);
    }
}

package io.github.lambdaci.fleet;

import io.github.lambdaci.artifact.Sha256;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run would do for a function in one of its places.
 *
 * @param function its name in the file
 * @param chain the same for functions of which one is shipped after another
 * @param changes whether there is anything to do, as far as that can be told
 * @param builds whether something is to be built for it
 * @param lastTook how long the run of its last release took, if that was recorded
 * @param toBuild the fingerprint of the dependencies, if they are to be built
 */
public record Look(
        String function,
        String chain,
        boolean changes,
        boolean builds,
        Optional<Duration> lastTook,
        Optional<Sha256> toBuild) {}

package io.github.lambdaci.fleet;

import java.time.Duration;
import java.util.Optional;

/**
 * What there is between two waves.
 *
 * @param pause how long to wait
 * @param check a command that must end with 0 then
 */
public record Intermission(Optional<Duration> pause, Optional<String> check) {
    /** One wave comes right after the other. */
    public static final Intermission NONE = new Intermission(Optional.empty(), Optional.empty());
}

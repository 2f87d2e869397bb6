package io.github.lambdaci.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Environments that are shipped to one after another, and what there is to wait for before the next wave.
 *
 * @param environments their names; none where no environment was chosen
 * @param pause how long to wait then
 * @param check a command of this machine's shell that must end with 0 then
 */
public record Wave(List<String> environments, Optional<Duration> pause, Optional<String> check) {
    /** The only wave, of what is shipped to one environment or to none. */
    public static Wave only(Optional<String> environment) {
        return new Wave(environment.stream().toList(), Optional.empty(), Optional.empty());
    }
}

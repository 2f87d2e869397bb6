package io.github.lambdaci.cli;

import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.traffic.Gate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is done for each of many functions.
 *
 * @param <T> what it comes to
 */
interface FleetTask<T> {
    /**
     * Does it for one.
     *
     * @param gate what traffic waits for before it moves
     */
    T run(Launcher launcher, ShipRequest request, Gate gate);

    /** Whether it changes something, so that it is first looked whether all is there. */
    boolean changes();

    /** Whether something was changed for one, so that what depends on it may have to wait. */
    boolean changed(T result);

    /** Shows what became of all. */
    void show(FleetSession session, List<Ending<T>> endings);

    /** What is written to stdout. */
    Stream<String> result(OutputFormat format, List<Ending<T>> endings);

    /** How the run ends if none failed. */
    ExitCode done(List<Ending<T>> endings);
}

package io.github.lambdaci.cli;

import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.fleet.FleetLog;
import io.github.lambdaci.fleet.Matrix;
import io.github.lambdaci.pipeline.Release;
import java.nio.file.Path;
import java.util.List;

/** What is open while many functions are worked on. */
public interface FleetSession extends AutoCloseable {
    /** Where the user is told how they get on. */
    FleetLog log();

    /** What works on one of them: with a log of its own, and with connections, builds and layers that all share. */
    Launcher launcher(String name);

    /**
     * Runs a command of this machine's shell, and tells what it writes.
     *
     * @param wave the name of the wave of functions that was done, which the command finds as LAMBDA_CI_WAVE
     * @return its exit status
     */
    int check(String command, Path folder, String wave);

    /** Shows what became of all of them. */
    void show(List<Ending<Release>> endings);

    /** Tells of a failure after which all that was done stays as it is. */
    void tell(LambdaCiException failure);

    /** Shows over which builds they are spread. */
    void show(Matrix matrix);

    /** Removes everything that was made on this machine for them. */
    @Override
    void close();
}

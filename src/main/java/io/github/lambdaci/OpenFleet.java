package io.github.lambdaci;

import io.github.lambdaci.cli.FleetSession;
import io.github.lambdaci.cli.Launcher;
import io.github.lambdaci.console.FleetConsole;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.fleet.FleetLog;
import io.github.lambdaci.fleet.Matrix;
import io.github.lambdaci.host.ShellCommand;
import io.github.lambdaci.pipeline.Release;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Ships many functions with everything that was opened for them. */
final class OpenFleet implements FleetSession {
    private final FleetConsole console;
    private final Function<PrintStream, Launcher> launchers;
    private final Resources resources;

    /**
     * Begins nothing yet.
     *
     * @param launchers makes what works on one function and tells of it there
     * @param resources what all of them share
     */
    OpenFleet(FleetConsole console, Function<PrintStream, Launcher> launchers, Resources resources) {
        this.console = console;
        this.launchers = launchers;
        this.resources = resources;
    }

    @Override
    public FleetLog log() {
        return console;
    }

    @Override
    public Launcher launcher(String name) {
        return launchers.apply(console.outputOf(name));
    }

    @Override
    public int check(String command, Path folder, String wave) {
        return ShellCommand.run(command, folder, console::checkSaid, Map.of("LAMBDA_CI_WAVE", wave));
    }

    @Override
    public void show(List<Ending<Release>> endings) {
        console.show(endings);
    }

    @Override
    public void tell(LambdaCiException failure) {
        console.tell(failure);
    }

    @Override
    public void show(Matrix matrix) {
        console.show(matrix);
    }

    @Override
    public void close() {
        resources.close();
    }
}

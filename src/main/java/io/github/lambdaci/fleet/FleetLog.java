package io.github.lambdaci.fleet;

import java.time.Duration;

/** Where the user is told how the functions of a run get on; told by one thread. */
public interface FleetLog {
    /** Tells nobody. */
    FleetLog SILENT = new FleetLog() {
        @Override
        public void begun(String name) {}

        @Override
        public void ended(Ending<?> ending) {}

        @Override
        public void waveBegun(String name, int number, int count) {}

        @Override
        public void pausing(Duration duration) {}

        @Override
        public void checking(String command) {}

        @Override
        public void checkFailed(String command, int status) {}
    };

    /** A function is begun. */
    void begun(String name);

    /** A function has come to its end, or will not be begun. */
    void ended(Ending<?> ending);

    /**
     * A wave of several is begun.
     *
     * @param number from 1
     */
    void waveBegun(String name, int number, int count);

    /** The next wave is waited with. */
    void pausing(Duration duration);

    /** A command is run that tells whether the next wave may be begun. */
    void checking(String command);

    /** It may not. */
    void checkFailed(String command, int status);
}

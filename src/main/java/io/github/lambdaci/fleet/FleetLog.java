package io.github.lambdaci.fleet;

/** Where the user is told how the functions of a run get on; told by one thread. */
public interface FleetLog {
    /** Tells nobody. */
    FleetLog SILENT = new FleetLog() {
        @Override
        public void begun(String name) {}

        @Override
        public void ended(Ending<?> ending) {}
    };

    /** A function is begun. */
    void begun(String name);

    /** A function has come to its end, or will not be begun. */
    void ended(Ending<?> ending);
}

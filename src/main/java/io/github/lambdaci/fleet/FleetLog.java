package io.github.lambdaci.fleet;

/** Where the user is told how the functions of a run get on; told by one thread. */
public interface FleetLog {
    /** A function is begun. */
    void begun(String name);

    /** A function has come to its end, or will not be begun. */
    void ended(Ending<?> ending);
}

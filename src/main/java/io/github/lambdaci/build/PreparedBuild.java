package io.github.lambdaci.build;

import io.github.lambdaci.failure.BuildException;

/** A build that something is made ready for, while it is found out whether it is needed. */
@FunctionalInterface
public interface PreparedBuild extends AutoCloseable {
    /**
     * Builds the packages; once.
     *
     * @throws BuildException if they cannot be built
     */
    void run();

    /** Lets go of what was made for it, whether it was run or not. */
    @Override
    default void close() {}
}

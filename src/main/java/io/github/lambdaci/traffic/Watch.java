package io.github.lambdaci.traffic;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import java.time.Duration;
import java.util.Optional;

/** Watches whether a version that takes a part of the traffic is good. */
interface Watch {
    /**
     * Begins, before any traffic moves.
     *
     * @throws ProjectException if what is to be watched is not there
     * @throws VersionCheckException if the version could not be told from the one before it
     */
    void begin();

    /** What speaks against the version, if anything. */
    Optional<String> objection();

    /** How long to wait at most before looking again. */
    Duration pause();
}

package io.github.lambdaci.cli;

import java.net.URI;

/** A sandbox that answers other programs. */
public interface SandboxServing extends AutoCloseable {
    /** Where it answers. */
    URI endpoint();

    /** Waits until the user interrupts. */
    void await();

    @Override
    void close();
}

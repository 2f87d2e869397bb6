package io.github.lambdaci.docker;

import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.LambdaCiException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The containers of a run, which are made and removed beside it over one connection; at its end, none of them is left. */
final class BuildContainers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BuildContainers.class);

    /** Shorter than the time that an interrupted program is given. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** Not told to stop, not even by Ctrl-C: nobody could remove a container that was just being made. */
    private final Together beside = Together.finishing(PATIENCE);

    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final DockerEngine engine;
    private final BuildLog log;
    private @Nullable DockerConnection connection;

    BuildContainers(DockerEngine engine, BuildLog log) {
        this.engine = engine;
        this.log = log;
    }

    /** The connection to the engine, which is opened when it is first asked for. */
    synchronized DockerConnection connection() {
        if (connection == null) {
            connection = DockerConnection.open(engine.endpoint());
        }
        return connection;
    }

    /** Begins to make one. */
    <T> Pending<T> make(Supplier<T> work) {
        return beside.start("making the build container", work);
    }

    /**
     * Begins to remove one.
     *
     * @param made waits until it was made, if it was
     */
    void remove(Supplier<Optional<ContainerRun>> made) {
        beside.start("removing the build container", () -> {
            Optional<ContainerRun> run = found(made);
            run.ifPresent(this::remove);
            return run;
        });
    }

    private static Optional<ContainerRun> found(Supplier<Optional<ContainerRun>> made) {
        try {
            return made.get();
        } catch (LambdaCiException e) {
            // Whoever wanted it was told, and it is not there.
            return Optional.empty();
        }
    }

    /** There is one now: until it is removed it is told at the end, also if what is done with it has not ended by then. */
    void created(ContainerRun run) {
        left.add(run.id());
    }

    /** Removes one; if that fails, it is told at the end. */
    void remove(ContainerRun run) {
        try {
            run.remove();
            left.remove(run.id());
        } catch (BuildException e) {
            LOG.debug("{} is not removed", run.id(), e);
        }
    }

    /** Waits for all of them to be gone; those that are not are named. */
    @Override
    public void close() {
        beside.close();
        left.forEach(id -> log.warning(
                "a build container is left, as the engine did not remove it: docker rm --force --volumes " + id));
        left.clear();
        disconnect();
    }

    private synchronized void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}

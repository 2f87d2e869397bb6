package io.github.lambdaci.docker;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildOutput;
import io.github.lambdaci.build.PreparedBuild;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One build in a container, which is made while it is found out whether it is needed, and removed beside what comes after
 * the build.
 */
final class ContainerBuild implements PreparedBuild {
    private final Workshop workshop;
    private final BuildJob job;
    private final String image;
    private Pending<Optional<Ready>> prepared;

    private ContainerBuild(Workshop workshop, BuildJob job) {
        this.workshop = workshop;
        this.job = job;
        this.image = workshop.images().reference(job.runtime(), job.architecture());
        this.prepared = workshop.containers().make(this::prepare);
    }

    static ContainerBuild begin(Workshop workshop, BuildJob job) {
        return new ContainerBuild(workshop, job);
    }

    /**
     * A container with its input.
     *
     * @param environment of one who is logged in
     */
    private record Ready(ContainerRun run, BuildEnvironment environment) {}

    /** Nothing where the image has to be pulled, which takes too long to do it for nothing. */
    private Optional<Ready> prepare() {
        DockerConnection docker = workshop.containers().connection();
        docker.platform().refuseUnlessRuns(job.architecture(), image);
        return image(docker)
                .userIfThere(image, platform(), workshop.options().pull())
                .map(user -> container(docker, user));
    }

    @Override
    public void run() {
        Ready ready = prepared.get().orElseGet(this::pulled);
        BuildContainer container = ready.run().container();
        BuildOutput output = new BuildOutput(ready.environment(), workshop.log());
        int status = ready.run().run(ready.environment().secrets(), output::line);
        if (status != 0) {
            throw output.failure(job.attempt(container), status);
        }
        ready.run().copyOut(container.output(), job.target());
        job.cleanUp();
    }

    private Ready pulled() {
        DockerConnection docker = workshop.containers().connection();
        String user = image(docker).ensure(image, platform(), workshop.options().pull());
        prepared = workshop.containers().make(() -> Optional.of(container(docker, user)));
        return prepared.get().orElseThrow();
    }

    private BuildImage image(DockerConnection docker) {
        return new BuildImage(
                docker.client(), new RegistryCredentials(workshop.engine().environment()), workshop.log());
    }

    private String platform() {
        return "linux/" + job.architecture().dockerName();
    }

    private Ready container(DockerConnection docker, String user) {
        BuildEnvironment ready = workshop.environment().loggedIn(job.runtime().language());
        Optional<String> cache = ready.caching()
                ? Optional.of(CacheVolume.name(job.runtime(), job.architecture(), image, user))
                : Optional.empty();
        ContainerRun run = ContainerRun.create(docker.client(), job.container(image, ready, equipment(cache, ready)));
        workshop.containers().created(run);
        try {
            copyIn(run, ready);
            return new Ready(run, ready);
        } catch (RuntimeException | Error e) {
            workshop.containers().remove(run);
            throw e;
        }
    }

    private Equipment equipment(Optional<String> cache, BuildEnvironment ready) {
        return new Equipment(
                ready.network(),
                cache,
                !ready.secrets().isEmpty(),
                workshop.options()
                        .sshAgent()
                        .map(socket -> workshop.engine().endpoint().socketForContainers(socket)));
    }

    /** Passes through a folder that is private and on the disk that TMPDIR names: settings can be secret. */
    private void copyIn(ContainerRun run, BuildEnvironment environment) {
        try {
            Path tar = Files.createTempFile(job.folder(), ".input-", ".tar");
            try {
                InputArchive.write(tar, job.input(), environment);
                run.copyIn(tar);
            } finally {
                Files.deleteIfExists(tar);
            }
        } catch (IOException e) {
            throw WorkspaceException.of("packing the input of the build", e);
        }
    }

    @Override
    public void close() {
        Pending<Optional<Ready>> last = prepared;
        workshop.containers().remove(() -> last.get().map(Ready::run));
    }
}

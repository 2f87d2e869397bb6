package io.github.lambdaci.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.WaitResponse;
import io.github.lambdaci.build.SecretFiles;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs a container: create, copy in, start, follow, copy out, remove. */
final class ContainerRun {
    private final DockerClient docker;
    private final BuildContainer container;
    private final String id;

    private ContainerRun(DockerClient docker, BuildContainer container, String id) {
        this.docker = docker;
        this.container = container;
        this.id = id;
    }

    /** Creates the container; it runs once it is told to. */
    static ContainerRun create(DockerClient docker, BuildContainer container) {
        container.equipment().cache().ifPresent(volume -> CacheVolume.ensure(docker, volume, container.image()));
        try {
            return new ContainerRun(
                    docker,
                    container,
                    command(docker.createContainerCmd(container.image()), container)
                            .exec()
                            .getId());
        } catch (RuntimeException e) {
            throw DockerFailures.refused(container, e);
        }
    }

    /** Puts a description into the words of the engine's API. */
    static CreateContainerCmd command(CreateContainerCmd empty, BuildContainer container) {
        List<String> words = container.started();
        CreateContainerCmd command = empty.withPlatform(container.platform())
                .withEntrypoint(words.get(0))
                .withCmd(words.subList(1, words.size()))
                .withWorkingDir(container.folder())
                .withEnv(container.assignments())
                .withLabels(BuildContainer.LABELS)
                .withHostConfig(hostConfig(container.equipment()));
        return container.equipment().hasSecrets() ? command.withStdinOpen(true).withStdInOnce(true) : command;
    }

    private static HostConfig hostConfig(Equipment equipment) {
        HostConfig config = HostConfig.newHostConfig();
        equipment.network().ifPresent(config::withNetworkMode);
        List<Mount> mounts = new ArrayList<>();
        equipment
                .cache()
                .ifPresent(volume -> mounts.add(new Mount()
                        .withType(MountType.VOLUME)
                        .withSource(volume)
                        .withTarget("/" + BuildContainer.CACHE)));
        equipment
                .sshAgent()
                .ifPresent(socket -> mounts.add(new Mount()
                        .withType(MountType.BIND)
                        .withSource(socket)
                        .withTarget("/" + BuildContainer.SSH_AGENT)));
        if (equipment.hasSecrets()) {
            config.withTmpFs(Map.of("/" + BuildContainer.SECRETS, "mode=1777"));
        }
        return mounts.isEmpty() ? config : config.withMounts(mounts);
    }

    BuildContainer container() {
        return container;
    }

    String id() {
        return id;
    }

    /** Unpacks a tar into the container's root folder. */
    void copyIn(Path tar) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
            docker.copyArchiveToContainerCmd(id)
                    .withRemotePath("/")
                    .withTarInputStream(in)
                    .exec();
        } catch (IOException e) {
            throw WorkspaceException.of("sending the input of the build to the container", e);
        } catch (RuntimeException e) {
            throw DockerFailures.refused(container, e);
        }
    }

    /** Runs it to its end, handing on what it writes, and tells its exit status. */
    int run(SecretFiles secrets, Consumer<String> output) {
        try {
            docker.startContainerCmd(id).exec();
            SecretInput input = SecretInput.send(docker, id, secrets);
            try {
                return follow(output);
            } finally {
                input.end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException("the build container was running");
        } catch (RuntimeException e) {
            throw DockerFailures.refused(container, e);
        }
    }

    private int follow(Consumer<String> output) throws InterruptedException {
        docker.logContainerCmd(id)
                .withFollowStream(true)
                .withStdOut(true)
                .withStdErr(true)
                .exec(new Lines(output))
                .await();
        Status status = new Status();
        docker.waitContainerCmd(id).exec(status).await();
        return status.code.get();
    }

    /** Copies a folder of the container to one of this machine; nothing if the container has no such folder. */
    void copyOut(String folder, Path target) {
        Optional<InputStream> archive = archiveOf(folder);
        if (archive.isPresent()) {
            try (InputStream tar = archive.get()) {
                OutputArchive.unpack(tar, target);
            } catch (IOException e) {
                throw WorkspaceException.of("copying the packages from the container", e);
            }
        }
    }

    private Optional<InputStream> archiveOf(String folder) {
        try {
            return Optional.of(docker.copyArchiveFromContainerCmd(id, folder).exec());
        } catch (NotFoundException e) {
            // An install without packages leaves no folder.
            return Optional.empty();
        } catch (RuntimeException e) {
            throw DockerFailures.refused(container, e);
        }
    }

    /** Removes it, also while it runs. */
    void remove() {
        try {
            docker.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            // Somebody else was faster.
        } catch (RuntimeException e) {
            throw DockerFailures.refused(container, e);
        }
    }

    /** Makes lines of each of the two streams, which arrive mixed. */
    private static final class Lines extends Answers<Frame> {
        private final LineSplitter standardOutput;
        private final LineSplitter standardError;

        Lines(Consumer<String> lines) {
            standardOutput = new LineSplitter(lines);
            standardError = new LineSplitter(lines);
        }

        @Override
        public void onNext(Frame frame) {
            (frame.getStreamType() == StreamType.STDERR ? standardError : standardOutput).accept(frame.getPayload());
        }

        @Override
        public void onComplete() {
            standardOutput.finish();
            standardError.finish();
            super.onComplete();
        }
    }

    private static final class Status extends Answers<WaitResponse> {
        private final AtomicInteger code = new AtomicInteger(-1);

        @Override
        public void onNext(WaitResponse response) {
            code.set(response.getStatusCode());
        }
    }
}
